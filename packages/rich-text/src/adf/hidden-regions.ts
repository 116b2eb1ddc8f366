import type { RootContent } from 'mdast';
import { type Losses, noLosses } from '../loss.ts';
import { parseMarkdown } from '../markdown/parse-markdown.ts';
import { writeMarkdown } from '../markdown/write-markdown.ts';
import type { MentionMap } from '../mentions.ts';
import type { AdfNode } from './adf-node.ts';
import { blockFallback } from './adf-to-mdast.ts';
import { detailsTitle, isDetailsEnd } from './details.ts';
import { type HiddenPart, readHidden } from './hidden-node.ts';

export type Region =
  | { readonly kind: 'block'; readonly node: RootContent }
  | { readonly kind: 'node'; readonly node: AdfNode }
  | { readonly kind: 'wrapper'; readonly node: AdfNode; readonly content: readonly RootContent[] }
  | { readonly kind: 'expand'; readonly title: string; readonly content: readonly RootContent[] };

/** Siblings, with what stands between two of our comments as one. A comment that lost its partner means nothing. */
export function hiddenRegions(
  nodes: readonly RootContent[],
  mentions: MentionMap | undefined,
  losses: Losses,
): readonly Region[] {
  const ends = partners(nodes);
  const regions: Region[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    const mark = markOf(node);
    const end = ends.get(i);
    if (mark === null || (mark.kind === 'expand' && end === undefined)) regions.push({ kind: 'block', node });
    if (mark === null || end === undefined || !('content' in mark)) continue;
    const content = nodes.slice(i + 1, end);
    if (mark.kind === 'expand') regions.push({ kind: 'expand', title: mark.content, content });
    else if (mark.kind === 'wrapper') regions.push({ kind: 'wrapper', node: mark.content, content });
    else if (isFallback(content, mark.content, mentions)) regions.push({ kind: 'node', node: mark.content });
    else {
      losses.add('hidden_node', mark.content.type);
      for (const edited of content) if (markOf(edited) === null) regions.push({ kind: 'block', node: edited });
    }
    i = end;
  }
  return regions;
}

type Mark =
  | { readonly kind: 'node' | 'wrapper'; readonly content: AdfNode }
  | { readonly kind: 'expand'; readonly content: string }
  | { readonly kind: 'node_end' | 'wrapper_end' | 'expand_end' };

function markOf(node: RootContent): Mark | null {
  if (node.type !== 'html') return null;
  const part: HiddenPart | null = readHidden(node.value);
  if (part) return 'node' in part ? { kind: part.kind, content: part.node } : part;
  if (isDetailsEnd(node.value)) return { kind: 'expand_end' };
  const title = detailsTitle(node.value);
  return title === null ? null : { kind: 'expand', content: title };
}

/** By the index of a start, that of its end. Ends that cross are no pairs. */
export function partners(nodes: readonly RootContent[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: { at: number; kind: string }[] = [];
  nodes.forEach((node, at) => {
    const mark = markOf(node);
    if (mark === null) return;
    if ('content' in mark) open.push({ at, kind: mark.kind });
    else if (open.at(-1)?.kind === mark.kind.slice(0, -4)) pairs.set(open.pop()!.at, at);
  });
  return pairs;
}

/** Whether people left the fallback as it was; both are compared as they read, not as they are written. */
function isFallback(content: readonly RootContent[], node: AdfNode, mentions: MentionMap | undefined): boolean {
  const shown = writeMarkdown(content);
  const maps = mentions ? [mentions, undefined] : [undefined];
  return maps.some((map) => {
    const fallback = writeMarkdown(blockFallback(node, { losses: noLosses, mentions: map, bare: true }));
    return shown === fallback || shown === writeMarkdown(parseMarkdown(fallback, noLosses).root.children);
  });
}
