import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Losses } from '../loss.ts';
import { tameMarkdown } from './tame-markdown.ts';

export interface Parsed {
  /** What was parsed: the text itself, but for what was too deep or too tangled in it. */
  readonly source: string;
  readonly root: Root;
}

export function parseMarkdown(markdown: string, losses: Losses): Parsed {
  const source = tameMarkdown(markdown, losses);
  return { source, root: fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) };
}
