/**
 * Rich text as Jira keeps it (Atlassian Document Format) and as we do (Markdown). The only file that knows how.
 * So far it knows paragraphs: Markdown is kept as its own source, and what else a document holds is read as bare text.
 */

interface Node {
  readonly type: string;
  readonly text?: string;
  readonly content?: readonly Node[];
}

/** Canonical Markdown of a document; null for none and for an empty one. */
export function markdownOf(document: unknown): string | null {
  const { content } = (document ?? {}) as { readonly content?: readonly Node[] };
  const text = (content ?? []).map(plainText).join('\n\n').trim();
  return text === '' ? null : text;
}

export function documentOf(markdown: string): unknown {
  const paragraphs = markdown.split(/\n{2,}/).filter((text) => text !== '');
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
}

/** What Jira shows of a Markdown text, after it was a document there. */
export function expressedMarkdown(markdown: string): string | null {
  return markdownOf(documentOf(markdown));
}

function plainText(node: Node): string {
  return node.text ?? (node.content ?? []).map(plainText).join('');
}
