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

/** Stands between `@` and a name: shown as nothing, and what no vendor takes for a mention. */
export const disarm = '\u200B';

// GitLab's and Trello's names have `_`, GitLab's full stops within, too: a shorter name than the whole is somebody else's.
const asName = /(?<![\w@`/.+-])@([a-z\d_](?:[\w-]|\.(?=[\w-]))*)(?![\w@]|[./-]\w)/gi;

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

// Markdown decodes entities, and takes the stroke from `\_`, before vendors look for names: `&#64;bob` notifies as `@bob`.
const asSource = /(@|&#0*64;|&#x0*40;|&commat;)(?=[\w&]|\.+\w|\\[_.])([\w.-]*(?:\/[\w.-]+)*)(?=(&|\\[_.-])?)/gi;

/** Markdown that notifies nobody but the known. */
export function disarmMentions(markdown: string, isKnown: (name: string) => boolean): string {
  return readdressMentions(markdown, (name) => (isKnown(name) ? name : null));
}

/**
 * Markdown whose every `@name` is the one it is given; where that is null it gets a zero-width space and notifies
 * nobody, which Markdown carries as text wherever the text goes, so the form survives any way back. Code and the
 * addresses of links are left alone: no name is looked for there.
 */
export function readdressMentions(markdown: string, nameFor: (name: string) => string | null): string {
  return replaceLive(markdown, (whole, at, name, isCertain) => {
    const given = isCertain ? nameFor(name) : null;
    if (given === name) return whole;
    return given === null ? `${at}${disarm}${name}` : `${at}${given}`;
  });
}

/** Markdown whose `@names` give way to what stands for them; null: as it was. */
export function replaceMentions(markdown: string, standsFor: (name: string) => string | null): string {
  return replaceLive(markdown, (whole, _, name, isCertain) => (isCertain ? standsFor(name) : null) ?? whole);
}

/** Markdown where the disarmed names that are meant name people again; never a name that hides another's mention. */
export function rearmMentions(markdown: string, isMeant: (name: string) => boolean): string {
  if (!markdown.includes(`@${disarm}`)) return markdown;
  return markdown.replace(asDisarmed, (whole, name: string) => (isMeant(name) ? `@${name}` : whole));
}

const asDisarmed =
  /(?<![\w@`/.+-])@\u200B([a-z\d_](?:[\w-]|\.(?=[\w-]))*(?:\/\w(?:[\w-]|\.(?=[\w-]))*)*)(?![\w-]|\.\w|<!--adf)/gi;

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
  const spared = sparedRanges(markdown);
  let next = 0;
  return markdown.replace(
    asSource,
    (whole: string, at: string, given: string, more: string | undefined, offset: number) => {
      while (next < spared.length && spared[next]![1] <= offset) next += 1;
      if (next < spared.length && spared[next]![0] <= offset) return whole;
      // The end of an address; `_` before it may be the sign of emphasis, which no vendor takes for a letter.
      if (/[a-z\d]/i.test(markdown[offset - 1] ?? '') && at === '@') return whole;
      // Full stops at the end are the sentence's.
      const name = given.replace(/\.+$/, '');
      const rest = given.slice(name.length);
      return replace(`${at}${name}`, at, name, name !== '' && !more) + rest;
    },
  );
}

type Range = readonly [start: number, end: number];

/** Offsets of code, in order. Text that was too tangled to parse as it is has none: then nothing is spared. */
export function codeRanges(markdown: string): readonly Range[] {
  return rangesOf(markdown, (node, range) => (node.type === 'code' || node.type === 'inlineCode' ? range : null));
}

/** Offsets of code and of links' addresses, in order. */
function sparedRanges(markdown: string): readonly Range[] {
  return rangesOf(markdown, (node, range) => sparedOf(node, markdown, range));
}

function rangesOf(markdown: string, pick: (node: Nodes, range: Range) => Range | null): readonly Range[] {
  const { source, root } = parseMarkdown(markdown, noLosses);
  if (source !== markdown) return [];
  const ranges: Range[] = [];
  const open: Nodes[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const range = pick(node, [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]);
    if (range) ranges.push(range);
    if ('children' in node) for (const child of node.children) open.push(child);
  }
  return ranges.sort((a, b) => a[0] - b[0]);
}

/** What of a node no vendor looks at for names. */
function sparedOf(node: Nodes, markdown: string, [start, end]: Range): Range | null {
  switch (node.type) {
    case 'code':
    case 'inlineCode':
    case 'definition':
      return [start, end];
    case 'link': {
      // An address that stands for itself, or the one behind the words.
      if (markdown[start] !== '[') return [start, end];
      return [node.children.at(-1)?.position?.end.offset ?? start, end];
    }
    case 'image':
      return [Math.max(start, markdown.slice(0, end).lastIndexOf('](')), end];
    default:
      return null;
  }
}
