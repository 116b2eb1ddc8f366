import type { Adf } from './records.ts';

/** A document with a paragraph for each block of the text. */
export function documentFrom(text: string): Adf {
  const blocks = text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .filter((block) => block !== '');
  return { type: 'doc', version: 1, content: blocks.map(blockFrom) };
}

function blockFrom(block: string): unknown {
  const code = /^```(\w*)\n([\s\S]*?)\n?```$/.exec(block);
  if (code)
    return {
      type: 'codeBlock',
      attrs: code[1] ? { language: code[1] } : {},
      content: [{ type: 'text', text: code[2] ?? '' }],
    };
  const heading = /^(#{1,6}) (.+)$/.exec(block);
  if (heading)
    return { type: 'heading', attrs: { level: heading[1]?.length }, content: [{ type: 'text', text: heading[2] }] };
  const items = block.split('\n');
  if (items.every((item) => item.startsWith('- ')))
    return {
      type: 'bulletList',
      content: items.map((item) => ({ type: 'listItem', content: [paragraph(item.slice(2))] })),
    };
  return paragraph(block.replaceAll('\n', ' '));
}

function paragraph(text: string): unknown {
  return { type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] };
}

/** Whether Jira would take it: a document, and no empty text in it. */
export function isDocument(value: unknown): value is Adf {
  const { type, version, content } = (value ?? {}) as Record<string, unknown>;
  return type === 'doc' && version === 1 && Array.isArray(content) && content.every(isNode);
}

function isNode(value: unknown): boolean {
  const { type, text, content } = (value ?? {}) as Record<string, unknown>;
  if (typeof type !== 'string') return false;
  if (type === 'text') return typeof text === 'string' && text !== '';
  return content === undefined || (Array.isArray(content) && content.every(isNode));
}
