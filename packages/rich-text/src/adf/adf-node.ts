import type { Losses } from '../loss.ts';

/** A node of the Atlassian Document Format; what we don't know of it is kept as it came. */
export interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly AdfMark[];
  readonly content?: readonly AdfNode[];
}

export interface AdfMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

export interface AdfDocument extends AdfNode {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

/** What people nest by hand ends far above it; what follows recurses and must not exhaust the stack. */
const maxDepth = 60;

/** The blocks of a document; what has not the shape of a node is left out, what lies too deep becomes its bare text. */
export function readBlocks(document: unknown, losses: Losses): readonly AdfNode[] {
  const doc = nodeOf(document, losses, 0, new Set());
  if (doc === null) return [];
  return doc.type === 'doc' ? (doc.content ?? []) : [doc];
}

function nodeOf(value: unknown, losses: Losses, depth: number, above: Set<object>): AdfNode | null {
  if (!isObject(value) || typeof value['type'] !== 'string' || above.has(value)) {
    if (value != null) losses.add('invalid', typeof value);
    return null;
  }
  const { type, text, attrs, marks, content, ...others } = value;
  if (depth > maxDepth) {
    losses.add('depth', type);
    return { type: 'text', text: bareText(value) || ' ' };
  }
  above.add(value);
  const children = Array.isArray(content)
    ? content.map((child) => nodeOf(child, losses, depth + 1, above)).filter((child) => child !== null)
    : undefined;
  above.delete(value);
  return {
    type,
    ...(typeof text === 'string' ? { text } : type === 'text' ? { text: '' } : {}),
    ...(isObject(attrs) ? { attrs } : {}),
    ...(Array.isArray(marks) ? { marks: marks.filter(isMark) } : {}),
    ...(children ? { content: children } : {}),
    ...others,
  };
}

/** Without recursion: how deep it goes is the sender's choice. */
export function bareText(root: unknown): string {
  const parts: string[] = [];
  const seen = new Set<unknown>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (!isObject(value) || seen.has(value)) continue;
    seen.add(value);
    if (typeof value['text'] === 'string') parts.push(value['text']);
    if (Array.isArray(value['content'])) for (const child of value['content'].toReversed()) open.push(child);
  }
  return parts.join(' ');
}

export function attr(node: AdfNode | AdfMark, name: string): string | undefined {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMark(value: unknown): value is AdfMark {
  return isObject(value) && typeof value['type'] === 'string';
}
