import { type Converted, createLosses } from '../loss.ts';
import { parseMarkdown } from '../markdown/parse-markdown.ts';
import { writeMarkdown } from '../markdown/write-markdown.ts';
import { isTooLong } from '../too-long.ts';
import { isPlain } from '../wording/plain.ts';
import { asCode, settled } from '../wording/settled.ts';
import { htmlText } from './html-text.ts';
import { readHtml } from './html-to-mdast.ts';
import { htmlOf } from './markdown-to-hast.ts';

/** Markdown of a piece of HTML. Never throws; scripts, handlers and styles are left out. */
export function htmlToMarkdown(html: string): Converted<string> {
  const losses = createLosses();
  try {
    if (isTooLong(html)) {
      losses.add('size', html);
      return { value: asCode(htmlText(html)), losses: losses.list() };
    }
    const markdown = writeMarkdown(readHtml(html, losses));
    if (isPlain(markdown)) return { value: markdown, losses: losses.list() };
    return { value: settled(markdown, passThroughHtml, losses), losses: losses.list() };
  } catch {
    losses.add('invalid', html);
    return { value: asCode(withoutTags(html)), losses: losses.list() };
  }
}

/** HTML that is safe to show. Never throws. */
export function markdownToHtml(markdown: string): Converted<string> {
  const losses = createLosses();
  try {
    return { value: htmlOf(parseMarkdown(markdown, losses).root.children, losses), losses: losses.list() };
  } catch {
    losses.add('invalid', markdown);
    return { value: `<pre><code>${escaped(markdown)}</code></pre>`, losses: losses.list() };
  }
}

function passThroughHtml(markdown: string): string {
  const losses = createLosses();
  return writeMarkdown(readHtml(markdownToHtml(markdown).value, losses));
}

function withoutTags(html: string): string {
  return html.replace(/<[^<>]*>/g, ' ');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
