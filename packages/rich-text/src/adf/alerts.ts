import type { BlockContent, Blockquote, RootContent } from 'mdast';
import { type AdfNode, attr } from './adf-node.ts';

/** GitHub's alerts and Jira's panels mean the same five things. */
const kinds = [
  ['NOTE', 'info'],
  ['TIP', 'success'],
  ['IMPORTANT', 'note'],
  ['WARNING', 'warning'],
  ['CAUTION', 'error'],
] as const;

/** Null for a panel that is more than one of the five. */
export function alertOf(panel: AdfNode, content: readonly RootContent[]): RootContent[] | null {
  const kind = kinds.find(([, type]) => type === attr(panel, 'panelType'));
  if (!kind || Object.keys(panel.attrs ?? {}).some((name) => name !== 'panelType' && name !== 'localId')) return null;
  // As HTML, because as text its bracket would be escaped.
  const label = { type: 'html', value: `[!${kind[0]}]` } as const;
  const [first, ...rest] = content;
  const children: RootContent[] =
    first?.type === 'paragraph'
      ? [{ type: 'paragraph', children: [label, { type: 'break' }, ...first.children] }, ...rest]
      : [{ type: 'paragraph', children: [label] }, ...content];
  return [{ type: 'blockquote', children: children as BlockContent[] }];
}

/** The panel that a quote is, and its content. */
export function panelOf({
  children,
}: Blockquote): { readonly panelType: string; readonly content: BlockContent[] } | null {
  const [first, ...rest] = children;
  const text = first?.type === 'paragraph' ? first.children[0] : undefined;
  if (first?.type !== 'paragraph' || text?.type !== 'text') return null;
  const match = /^\[!([a-z]+)\][ \t]*(?:\r?\n|$)/i.exec(text.value);
  const kind = match && kinds.find(([name]) => name === match[1]!.toUpperCase());
  const alone = match?.[0] === text.value && !text.value.endsWith('\n');
  if (!kind || (alone && first.children.length > 1 && first.children[1]!.type !== 'break')) return null;
  const value = text.value.slice(match![0].length);
  const inline = [...(value === '' ? [] : [{ ...text, value }]), ...first.children.slice(1)];
  const body = inline.length === 0 ? [] : [{ ...first, children: inline }];
  return { panelType: kind[1], content: [...body, ...rest] as BlockContent[] };
}
