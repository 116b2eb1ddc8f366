import type { PhrasingContent } from 'mdast';
import { type AdfFiles, addressOf } from '../files/adf-files.ts';
import type { Losses } from '../loss.ts';
import type { MentionMap } from '../mentions.ts';
import { isSafeUrl } from '../safe-url.ts';
import { type AdfNode, attr } from './adf-node.ts';
import { hidden } from './hidden-node.ts';
import { hasUnknownMarks, inlineFallback, knownMarks } from './inline-fallback.ts';
import { nestRuns } from './nest-runs.ts';
import { type Inline, tidy } from './runs.ts';

export interface AdfReading {
  readonly losses: Losses;
  readonly mentions: MentionMap | undefined;
  readonly files?: AdfFiles | undefined;
  /** Fallbacks alone, without what is hidden beside them: inside of what is hidden already. */
  readonly bare: boolean;
}

export function phrasingOf(nodes: readonly AdfNode[], reading: AdfReading): PhrasingContent[] {
  return nestRuns(tidy(nodes.flatMap((node) => inlinesOf(node, reading))), hidden);
}

function inlinesOf(node: AdfNode, reading: AdfReading): Inline[] {
  if (node.type === 'hardBreak') return ['break'];
  if (node.type === 'text' && !hasUnknownMarks(node)) {
    for (const mark of node.marks ?? [])
      if (mark.type === 'link' && !isSafeUrl(attr(mark, 'href') ?? ''))
        reading.losses.add('unsafe_link', attr(mark, 'href') ?? '');
    return lines(node.text ?? '').flatMap((text, i): Inline[] => {
      const run = { ...addressed(knownMarks(node), reading), text };
      return i === 0 ? [run] : ['break', run];
    });
  }
  if (node.type === 'text')
    return lines(node.text ?? '').flatMap((text, i): Inline[] => {
      // A comment at the start of a line would make the line HTML: white space alone is no fallback.
      const keep = text.trim() !== '' && !reading.bare;
      const run = { ...knownMarks(node), text, ...(keep && { node: { ...node, text } }) };
      return i === 0 ? [run] : ['break', run];
    });
  const file = node.type === 'mediaInline' && !reading.bare ? addressOf(node, reading.files) : null;
  if (file !== null) {
    const alt = (attr(node, 'alt') ?? '').replace(/\s+/g, ' ');
    if (attr(node, 'type') === 'image') return [{ text: alt, node: { type: 'picture', attrs: { url: file, alt } } }];
    return [{ text: alt || 'file', href: file }];
  }
  if (node.type === 'mention' && reading.mentions?.fromRemote(attr(node, 'id') ?? '') == null)
    reading.losses.add('mention', attr(node, 'text') ?? attr(node, 'id') ?? '');
  const fallback = inlineFallback(node, reading.mentions);
  return [reading.bare || saysItAll(node, fallback.text, reading.mentions) ? fallback : { ...fallback, node }];
}

function addressed(marks: ReturnType<typeof knownMarks>, { files, bare }: AdfReading): typeof marks {
  const known = marks.href === undefined || bare ? null : files?.fromRemote(marks.href);
  return known ? { ...marks, href: known } : marks;
}

/** A mapped mention without anything of its own is made again from its name. */
function saysItAll(node: AdfNode, text: string, mentions: MentionMap | undefined): boolean {
  if (node.type !== 'mention' || node.marks?.length || !/^@[a-z\d-]+$/i.test(text)) return false;
  const remote = mentions?.toRemote(text.slice(1));
  const names = Object.keys(remote ?? {});
  return (
    remote != null &&
    names.length === Object.keys(node.attrs ?? {}).length &&
    names.every((name) => remote[name] === node.attrs?.[name])
  );
}

function lines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
