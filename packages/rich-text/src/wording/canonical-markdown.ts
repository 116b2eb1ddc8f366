import { type AdfOptions, adfToMarkdown, markdownToAdf } from '../adf/convert-adf.ts';
import { htmlToMarkdown, markdownToHtml } from '../html/convert-html.ts';
import { isPlain } from './plain.ts';

/** What a vendor keeps rich text as. */
export type Dialect = 'gfm' | 'adf' | 'html';

/** What a remote shows after it was sent this text. Applying it twice gives what applying it once gave. */
export function canonicalMarkdown(markdown: string, dialect: Dialect, options: AdfOptions = {}): string {
  if (dialect === 'gfm' || isPlain(markdown)) return markdown;
  return dialect === 'adf'
    ? adfToMarkdown(markdownToAdf(markdown, options).value, options).value
    : htmlToMarkdown(markdownToHtml(markdown).value).value;
}

/** Whether a remote shows the same for both. */
export function sameMeaning(a: string, b: string, dialect: Dialect, options: AdfOptions = {}): boolean {
  return a === b || canonicalMarkdown(a, dialect, options) === canonicalMarkdown(b, dialect, options);
}
