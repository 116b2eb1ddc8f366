import { runs } from '../safe-url.ts';
import { type AdfNode, isObject } from './adf-node.ts';

/**
 * What Markdown has no word for travels in an HTML comment beside a readable fallback. A comment is the one form that
 * GitHub, GitLab and every Markdown editor keep in the source and show nowhere; link titles, attributes and reference
 * definitions are dropped, shown or reformatted by some. The fallback is what people see and edit. On the way back the
 * comment counts only while the fallback is still the one that belongs to it, so that an edit always wins.
 *
 * Inline, the comment follows its fallback (`@Ann<!--adf {…}-->`): a line that begins with a comment is a block of HTML
 * and the rest of it no Markdown. Blocks stand between two comments. `adf+` holds a container without its content, the
 * blocks up to `/adf+` are that content and may be edited freely.
 */
export function hidden(node: AdfNode): string {
  return `<!--adf ${harmless(node)}-->`;
}

export const hiddenEnd = '<!--/adf-->';

export function wrapperStart({ content: _, ...shell }: AdfNode): string {
  return `<!--adf+ ${harmless(shell)}-->`;
}

export const wrapperEnd = '<!--/adf+-->';

export type HiddenPart =
  | { readonly kind: 'node' | 'wrapper'; readonly node: AdfNode }
  | { readonly kind: 'node_end' | 'wrapper_end' };

/** Null for HTML that is none of ours. */
export function readHidden(html: string): HiddenPart | null {
  const value = html.trim();
  if (value === hiddenEnd) return { kind: 'node_end' };
  if (value === wrapperEnd) return { kind: 'wrapper_end' };
  const match = /^<!--adf(\+?) (\{[^<>]*\})-->$/.exec(value);
  if (!match) return null;
  const node = parsed(match[2]!);
  return node && { kind: match[1] === '+' ? 'wrapper' : 'node', node };
}

/** JSON without what ends a comment or a table cell, and without what could be taken for a mention. */
function harmless(node: AdfNode): string {
  return JSON.stringify(node).replace(/[<>|@&`\\]|(?<=-)-/g, (sign) =>
    sign === '\\' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function parsed(json: string): AdfNode | null {
  // Anybody may write such a comment. Depth is what could hurt; addresses are what could harm.
  if (/(?:[[{][^[\]{}]*){200}/.test(json)) return null;
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) && typeof value['type'] === 'string' && isSound(value, 0) && !couldRun(value)
      ? (value as unknown as AdfNode)
      : null;
  } catch {
    return null;
  }
}

function isSound(node: unknown, depth: number): boolean {
  if (depth > 80 || !isObject(node) || typeof node['type'] !== 'string') return false;
  if (node['type'] === 'text' && typeof node['text'] !== 'string') return false;
  const { content, marks, attrs } = node;
  if (attrs !== undefined && !isObject(attrs)) return false;
  if (
    marks !== undefined &&
    !(Array.isArray(marks) && marks.every((mark) => isObject(mark) && typeof mark['type'] === 'string'))
  )
    return false;
  return content === undefined || (Array.isArray(content) && content.every((child) => isSound(child, depth + 1)));
}

/** Whether anything in there but plain text reads as an address that runs. */
function couldRun(root: unknown): boolean {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string' && runs(value)) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, child] of Object.entries(value))
      if (name !== 'text' || typeof child !== 'string') open.push(child);
  }
  return false;
}
