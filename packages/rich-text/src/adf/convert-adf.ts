import type { RootContent } from 'mdast';
import type { AdfFiles } from '../files/adf-files.ts';
import { readFragment } from '../html/html-to-mdast.ts';
import { type Converted, createLosses, type Losses } from '../loss.ts';
import { type Definitions, definitionsOf } from '../markdown/definitions.ts';
import { parseMarkdown } from '../markdown/parse-markdown.ts';
import { writeMarkdown } from '../markdown/write-markdown.ts';
import type { MentionMap } from '../mentions.ts';
import { isTooLong } from '../too-long.ts';
import { isPlain } from '../wording/plain.ts';
import { asCode, settled } from '../wording/settled.ts';
import { type AdfDocument, bareText, readBlocks } from './adf-node.ts';
import { mdastFromAdf } from './adf-to-mdast.ts';
import { adfFromMdast } from './mdast-to-adf.ts';

export interface AdfOptions {
  /** Absent: nobody has a counterpart. */
  readonly mentions?: MentionMap;
  /** Absent: files of the remote's own store ride along hidden, addresses are taken as they are. */
  readonly files?: AdfFiles;
}

/** Markdown of an ADF document, or of any node of one. Never throws; what is no document is empty. */
export function adfToMarkdown(adf: unknown, options: AdfOptions = {}): Converted<string> {
  const losses = createLosses();
  try {
    const blocks = readBlocks(adf, losses);
    if (isTooLong(bareText(adf))) {
      losses.add('size', bareText(adf));
      return { value: asCode(bareText(adf)), losses: losses.list() };
    }
    const reading = { losses, mentions: options.mentions, files: options.files, bare: false };
    const markdown = writeMarkdown(mdastFromAdf(blocks, reading, (i) => losses.at(`block ${i + 1}`)));
    if (isPlain(markdown)) return { value: markdown, losses: losses.list() };
    return { value: settled(markdown, (text) => passThroughAdf(text, options), losses), losses: losses.list() };
  } catch {
    losses.add('invalid', typeof adf);
    return { value: asCode(textOf(adf)), losses: losses.list() };
  }
}

/** An ADF document that Jira accepts. Never throws. */
export function markdownToAdf(markdown: string, options: AdfOptions = {}): Converted<AdfDocument> {
  const losses = createLosses();
  try {
    const { root } = parseMarkdown(markdown, losses);
    return { value: documentOf(root.children, definitionsOf(root), losses, options), losses: losses.list() };
  } catch {
    losses.add('invalid', markdown);
    const paragraph = { type: 'codeBlock', attrs: {}, content: [{ type: 'text', text: markdown }] };
    return { value: { type: 'doc', version: 1, content: [paragraph] }, losses: losses.list() };
  }
}

export function documentOf(
  nodes: readonly RootContent[],
  definitions: Definitions,
  losses: Losses,
  { mentions, files }: AdfOptions,
): AdfDocument {
  let last = 0;
  const count = (): number => ++last;
  const shown = new Map();
  const reading = { losses, mentions, files, shown, definitions, readHtml: readFragment, count };
  return { type: 'doc', version: 1, content: adfFromMdast(nodes, 'document', reading) };
}

/** Once to ADF and back. */
function passThroughAdf(markdown: string, options: AdfOptions): string {
  const losses = createLosses();
  const { content } = markdownToAdf(markdown, options).value;
  return writeMarkdown(
    mdastFromAdf(content, { losses, mentions: options.mentions, files: options.files, bare: false }),
  );
}

function textOf(adf: unknown): string {
  try {
    return bareText(adf);
  } catch {
    return '';
  }
}
