import type { Losses } from '../loss.ts';

/** Far above what people nest; browsers stop at 512. */
const maxDepth = 60;

const tag = /<(\/?)([a-z][a-z\d-]*)[^<>]*>/gi;
const alone = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;
/** They end an open one of their own kind. */
const endsItself = /^(?:p|li|dt|dd|tr|td|th|option|thead|tbody|tfoot)$/;

/**
 * HTML without the tags that would open a level too many: parsers and what comes after them recurse, and misnested
 * formatting costs the square of its depth. Their words stay.
 */
export function tameHtml(html: string, losses: Losses): string {
  const open: string[] = [];
  return html.replace(tag, (whole, slash: string, written: string) => {
    const name = written.toLowerCase();
    if (alone.test(name)) return whole;
    if (slash === '/') {
      const at = open.lastIndexOf(name);
      if (at >= 0) open.length = at;
      return at >= 0 || open.length < maxDepth ? whole : '';
    }
    if (endsItself.test(name) && open.at(-1) === name) open.pop();
    if (open.length >= maxDepth) {
      losses.add('depth', whole);
      return '';
    }
    open.push(name);
    return whole;
  });
}
