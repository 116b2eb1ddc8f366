import type { Losses } from '../loss.ts';
import { looseEnds } from './loose-ends.ts';

/** Quotes and lists within one another. Each level costs every line below it, and a frame of the stack. */
const maxContainers = 16;
/** Pairs of signs that the parser may have to hold against each other, for the whole text: about a second. */
const budget = 20_000_000;

/**
 * The text, with what would cost the parser more than its length escaped: it is shown as it was written, and means
 * nothing. Texts of people come back as they are.
 */
export function tameMarkdown(markdown: string, losses: Losses): string {
  let left = budget;
  const tame: string[] = [];
  let stretch: string[] = [];
  const close = (): void => {
    if (stretch.length === 0) return;
    const text = stretch.join('\n');
    const cost = looseEnds(text);
    if (cost > 10_000 && cost > left) {
      losses.add('size', text);
      tame.push(text.replace(/\\?[[\]*_~<`!&|]/g, (sign) => (sign.length === 2 ? sign : `\\${sign}`)));
    } else {
      left -= cost;
      tame.push(text);
    }
    stretch = [];
  };
  let fence: string | null = null;
  for (const written of markdown.split('\n')) {
    const line: string = fence === null ? shallow(written, losses) : written;
    const mark = /^[\s>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)*(`{3,}|~{3,})([^`]*)$/.exec(line.slice(0, 400));
    const isMark: boolean = mark !== null && (fence === null || (mark[1]!.startsWith(fence) && mark[2]!.trim() === ''));
    if (isMark || fence !== null || startsBlock.test(line)) close();
    if (isMark || fence !== null) tame.push(line);
    else stretch.push(line);
    if (isMark) fence = fence === null ? mark![1]! : null;
  }
  close();
  return tame.join('\n');
}

const startsBlock = /^[\s>]*(?:$|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\|)/;
const container = />|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])/y;

/** A line that opens too many containers at once keeps the first of them; the rest of it is text. */
function shallow(line: string, losses: Losses): string {
  if (line.length <= maxContainers) return line;
  let depth = 0;
  let column = 0;
  for (let at = 0; at < line.length; ) {
    const sign = line[at]!;
    if (sign === ' ' || sign === '\t') {
      column += sign === '\t' ? 4 : 1;
      at += 1;
      continue;
    }
    container.lastIndex = at;
    const found = container.exec(line);
    if (!found) return line;
    depth += 1;
    if (depth + Math.floor(column / 4) > maxContainers) {
      losses.add('depth', line.slice(at));
      const before = at + found[0].length - 1;
      return `${line.slice(0, before)}\\${line.slice(before)}`;
    }
    at += found[0].length;
  }
  return line;
}
