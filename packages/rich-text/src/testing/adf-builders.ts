import type { AdfNode } from '../adf/adf-node.ts';

export function text(value: string, ...marks: string[]): AdfNode {
  return { type: 'text', text: value, ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }) };
}

export function paragraph(...content: (AdfNode | string)[]): AdfNode {
  return { type: 'paragraph', content: content.map((node) => (typeof node === 'string' ? text(node) : node)) };
}

export function doc(...content: AdfNode[]): AdfNode {
  return { type: 'doc', version: 1, content } as AdfNode;
}
