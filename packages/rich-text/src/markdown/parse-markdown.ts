import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Losses } from '../loss.ts';
import { isTooLong } from '../too-long.ts';
import { tameMarkdown } from './tame-markdown.ts';

export interface Parsed {
  /** What was parsed: the text itself, but for what was too deep or too tangled in it. Empty: it was too long to be. */
  readonly source: string;
  readonly root: Root;
}

export function parseMarkdown(markdown: string, losses: Losses): Parsed {
  if (isTooLong(markdown)) {
    losses.add('size', markdown);
    return { source: '', root: { type: 'root', children: [{ type: 'code', value: unfenced(markdown) }] } };
  }
  const source = tameMarkdown(markdown, losses);
  return { source, root: fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) };
}

/** What stands in a text that is one fence of code; else the text. */
function unfenced(markdown: string): string {
  const fence = /^(`{3,})\n/.exec(markdown)?.[1];
  if (!fence || !markdown.endsWith(`\n${fence}`)) return markdown;
  const inner = markdown.slice(fence.length + 1, -fence.length - 1);
  return inner.includes(fence) ? markdown : inner;
}
