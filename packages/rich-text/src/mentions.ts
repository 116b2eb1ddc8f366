import type { Nodes } from 'mdast';
import { noLosses } from './loss.ts';
import { parseMarkdown } from './markdown/parse-markdown.ts';

/** Who is who at both ends. A person without a counterpart is null: never guessed, never notified. */
export interface MentionMap {
  /** `octocat` of `@octocat` in Markdown: the attributes of the remote's mention. */
  toRemote(name: string): MentionAttrs | null;
  /** The Markdown name of a remote's user id. */
  fromRemote(id: string): string | null;
}

export interface MentionAttrs extends Readonly<Record<string, unknown>> {
  readonly id: string;
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

/** Markdown that notifies nobody but the known. */
export function disarmMentions(markdown: string, isKnown: (name: string) => boolean): string {
  return readdressMentions(markdown, (name) => (isKnown(name) ? name : null));
}

/**
 * Markdown whose every `@name` is the one it is given; where that is null it gets a zero-width space and notifies
 * nobody, which Markdown carries as text wherever the text goes, so the form survives any way back. Code is left
 * alone; GitHub resolves no name in it.
 */
export function readdressMentions(markdown: string, nameFor: (name: string) => string | null): string {
  return replaceLive(markdown, (whole, at, name, isCertain) => {
    const given = isCertain ? nameFor(name) : null;
    if (given === name) return whole;
    return given === null ? `${at}${disarm}${name}` : `${at}${given}`;
  });
}

/** Markdown where the disarmed names that are meant name people again; never a name that hides another's mention. */
export function rearmMentions(markdown: string, isMeant: (name: string) => boolean): string {
  if (!markdown.includes(`@${disarm}`)) return markdown;
  return markdown.replace(asDisarmed, (whole, name: string) => (isMeant(name) ? `@${name}` : whole));
}

const asDisarmed = /(?<![\w@`/.+-])@\u200B([a-z\d][a-z\d-]*(?:\/[\w.-]+)?)(?![\w-]|<!--adf)/gi;

/** The names that a text notifies, in lower case. */
export function liveNames(markdown: string): ReadonlySet<string> {
  const names = new Set<string>();
  replaceLive(markdown, (whole, _, name) => {
    names.add(name.toLowerCase());
    return whole;
  });
  return names;
}

/** `isCertain`: nothing behind the name could make it another one once Markdown was read. */
type Live = (whole: string, at: string, name: string, isCertain: boolean) => string;

function replaceLive(markdown: string, replace: Live): string {
  if (!/[@&]/.test(markdown) || markdown.search(asSource) < 0) return markdown;
  const code = codeRanges(markdown);
  let next = 0;
  return markdown.replace(asSource, (whole, at: string, name: string, entity: string, offset: number) => {
    while (next < code.length && code[next]![1] <= offset) next += 1;
    if (next < code.length && code[next]![0] <= offset) return whole;
    if (/[\w+.]/.test(markdown[offset - 1] ?? '') && at === '@') return whole;
    return replace(whole, at, name, name !== '' && entity === '');
  });
}

/** Offsets of code, in order. Text that was too tangled to parse as it is has none: then nothing is spared. */
export function codeRanges(markdown: string): readonly (readonly [start: number, end: number])[] {
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
