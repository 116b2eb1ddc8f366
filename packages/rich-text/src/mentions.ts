import type { Nodes } from 'mdast';
import { noLosses } from './loss.ts';
import { parseMarkdown } from './markdown/parse-markdown.ts';

/** Who is who at both ends. A person without a counterpart is null: never guessed, never notified. */
export interface MentionMap {
  /** `octocat` of `@octocat` in Markdown. */
  toRemote(name: string): { readonly id: string; readonly text: string } | null;
  /** The Markdown name of a remote's user id. */
  fromRemote(id: string): string | null;
}

/** Stands between `@` and a name: shown as nothing, and what GitHub doesn't take for a mention. */
export const disarm = '\u200B';

const asName = /(?<![\w@`/.+-])@([a-z\d](?:[a-z\d-]{0,38}))(?![\w@])/gi;

export interface NamePart {
  readonly text: string;
  /** Set where `text` is a mention of this name. */
  readonly name?: string;
}

/** Plain text, cut where it names somebody. */
export function namesIn(text: string): readonly NamePart[] {
  const parts: NamePart[] = [];
  let end = 0;
  for (const match of text.matchAll(asName)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: match[0], name: match[1]! });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

// Markdown decodes entities before GitHub looks for names, so `&#64;bob` notifies as `@bob` does.
const asSource = /(@|&#0*64;|&#x0*40;|&commat;)(?=[a-z\d&])([a-z\d-]*(?:\/[\w.-]+)?)(?=(&?))/gi;

/**
 * Markdown that notifies nobody but the known: every other `@name` gets a zero-width space, which Markdown carries as
 * text wherever the text goes, so the form survives any way back. Code is left alone; GitHub resolves no name in it.
 */
export function disarmMentions(markdown: string, isKnown: (name: string) => boolean): string {
  if (!/[@&]/.test(markdown) || markdown.search(asSource) < 0) return markdown;
  const code = codeRanges(markdown);
  let next = 0;
  return markdown.replace(asSource, (whole, at: string, name: string, entity: string, offset: number) => {
    while (next < code.length && code[next]![1] <= offset) next += 1;
    if (next < code.length && code[next]![0] <= offset) return whole;
    if (/[\w+.]/.test(markdown[offset - 1] ?? '') && at === '@') return whole;
    return name !== '' && entity === '' && isKnown(name) ? whole : `${at}${disarm}${name}`;
  });
}

/** Offsets of code, in order. Text that was too tangled to parse as it is has none: then nothing is spared. */
function codeRanges(markdown: string): readonly (readonly [start: number, end: number])[] {
  const { source, root } = parseMarkdown(markdown, noLosses);
  if (source !== markdown) return [];
  const ranges: [number, number][] = [];
  const open: Nodes[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'code' || node.type === 'inlineCode')
      ranges.push([node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]);
    if ('children' in node) for (const child of node.children) open.push(child);
  }
  return ranges.sort((a, b) => a[0] - b[0]);
}
