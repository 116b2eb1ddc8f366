import { adfToMarkdown, canonicalMarkdown, markdownToAdf } from '@syncline/rich-text';

/** Rich text as Jira keeps it (Atlassian Document Format) and as we do (Markdown). The only file that knows how. */

/** Canonical Markdown of a document; null for none and for an empty one. */
export function markdownOf(document: unknown): string | null {
  return textOrNull(adfToMarkdown(document).value);
}

export function documentOf(markdown: string): unknown {
  return markdownToAdf(markdown).value;
}

/** What Jira shows of a Markdown text, after it was a document there. */
export function expressedMarkdown(markdown: string): string | null {
  return textOrNull(canonicalMarkdown(markdown, 'adf'));
}

function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}
