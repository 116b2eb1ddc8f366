import type { RootContent } from 'mdast';
import { mdastFromAdf } from '../adf/adf-to-mdast.ts';
import { type AdfOptions, documentOf } from '../adf/convert-adf.ts';
import { partners } from '../adf/hidden-regions.ts';
import { readHtml } from '../html/html-to-mdast.ts';
import { htmlOf } from '../html/markdown-to-hast.ts';
import { noLosses } from '../loss.ts';
import { type Definitions, definitionsOf } from '../markdown/definitions.ts';
import { parseMarkdown } from '../markdown/parse-markdown.ts';
import { writeMarkdown } from '../markdown/write-markdown.ts';
import type { Dialect } from './canonical-markdown.ts';

/** A block of a text: where it stands, and what a remote makes of it; nothing, for comments and link definitions. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly meaning: string;
}

/** Null for a text too deep or too tangled to be taken apart. */
export function blocksOf(markdown: string, dialect: Dialect, options: AdfOptions): readonly Block[] | null {
  const { source, root } = parseMarkdown(markdown, noLosses);
  if (source !== markdown) return null;
  const definitions = definitionsOf(root);
  const ends = partners(root.children);
  const blocks: Block[] = [];
  for (let i = 0; i < root.children.length; i++) {
    const last = ends.get(i) ?? i;
    const nodes = root.children.slice(i, last + 1);
    const start = nodes[0]!.position?.start.offset ?? 0;
    const end = nodes.at(-1)!.position?.end.offset ?? 0;
    blocks.push({ start, end, meaning: meaningOf(nodes, definitions, dialect, options) });
    i = last;
  }
  return blocks;
}

function meaningOf(
  nodes: readonly RootContent[],
  definitions: Definitions,
  dialect: Dialect,
  options: AdfOptions,
): string {
  if (dialect === 'html')
    return writeMarkdown(readHtml(htmlOf([...nodes, ...definitions.values()], noLosses), noLosses));
  const { content } = documentOf(nodes, definitions, noLosses, options);
  return writeMarkdown(
    mdastFromAdf(content, { losses: noLosses, mentions: options.mentions, files: options.files, bare: false }),
  );
}
