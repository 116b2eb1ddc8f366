import type { Delete, Emphasis, Link, PhrasingContent, Strong } from 'mdast';
import { type AdfNode, attr } from './adf-node.ts';
import type { Inline, Run } from './runs.ts';

const order = ['href', 'strong', 'em', 'strike'] as const;
type Level = (typeof order)[number];

/** Runs as nested phrasing. `hidden` writes what a run stands for. */
export function nestRuns(inlines: readonly Inline[], hidden: (node: AdfNode) => string): PhrasingContent[] {
  const peeled = (['strong', 'em', 'strike'] as const).reduce(peel, inlines);
  return nest(peeled, 0, hidden);
}

function nest(inlines: readonly Inline[], depth: number, hidden: (node: AdfNode) => string): PhrasingContent[] {
  const level = order[depth];
  if (!level) return inlines.flatMap((inline, i) => leaf(inline, inlines[i + 1], hidden));
  const out: PhrasingContent[] = [];
  for (let start = 0; start < inlines.length; ) {
    const key = keyOf(inlines[start]!, level);
    let end = start + 1;
    while (end < inlines.length && keyOf(inlines[end]!, level) === key) end += 1;
    // A break between two of the same belongs to them.
    while (
      key !== '' &&
      inlines[end] === 'break' &&
      end + 1 < inlines.length &&
      keyOf(inlines[end + 1]!, level) === key
    ) {
      end += 2;
      while (end < inlines.length && keyOf(inlines[end]!, level) === key) end += 1;
    }
    const children = nest(inlines.slice(start, end), depth + 1, hidden);
    // What is hidden behind a whole link stands behind the link, which then reads as the address that it is.
    const behind = level === 'href' && children.length === 2 && children[1]!.type === 'html' ? [children.pop()!] : [];
    out.push(...(key === '' ? [...children, ...behind] : [wrapped(level, inlines[start] as Run, children), ...behind]));
    start = end;
  }
  return out;
}

function wrapped(level: Level, run: Run, children: PhrasingContent[]): PhrasingContent {
  if (level === 'href')
    return { type: 'link', url: run.href!, title: run.title ?? null, children: children as Link['children'] };
  const type = ({ strong: 'strong', em: 'emphasis', strike: 'delete' } as const)[level];
  return { type, children } as Strong | Emphasis | Delete;
}

function keyOf(inline: Inline, level: Level): string {
  if (inline === 'break' || !inline[level]) return '';
  return level === 'href' ? `${inline.href} ${inline.title ?? ''}` : level;
}

function leaf(inline: Inline, next: Inline | undefined, hidden: (node: AdfNode) => string): PhrasingContent[] {
  // Two new lines would end the paragraph.
  if (inline === 'break') return [next === 'break' ? { type: 'html', value: '<br>' } : { type: 'break' }];
  if (inline.node?.type === 'picture')
    return [{ type: 'image', url: attr(inline.node, 'url') ?? '', alt: attr(inline.node, 'alt') ?? '' }];
  const text: PhrasingContent = inline.code
    ? { type: 'inlineCode', value: inline.text.replace(/\s+/g, ' ') }
    : { type: 'text', value: inline.text };
  return inline.node ? [text, { type: 'html', value: hidden(inline.node) }] : [text];
}

/** `**bold **text` is no bold in Markdown: white space at the ends of a mark leaves it. */
function peel(inlines: readonly Inline[], mark: 'strong' | 'em' | 'strike'): readonly Inline[] {
  const has = (inline: Inline | undefined): boolean =>
    inline !== undefined && inline !== 'break' && inline[mark] === true;
  const out: Inline[] = [];
  inlines.forEach((inline, i) => {
    if (inline === 'break' || !has(inline) || inline.node || inline.code) {
      out.push(inline);
      return;
    }
    const lead = has(inlines[i - 1]) ? '' : /^\s*/.exec(inline.text)![0];
    const rest = inline.text.slice(lead.length);
    const core = has(inlines[i + 1]) ? rest : rest.trimEnd();
    const { [mark]: _, ...without } = inline;
    if (lead !== '') out.push({ ...without, text: lead });
    if (core !== '') out.push({ ...inline, text: core });
    if (core.length < rest.length) out.push({ ...without, text: rest.slice(core.length) });
  });
  return out;
}
