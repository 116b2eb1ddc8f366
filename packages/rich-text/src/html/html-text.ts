import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { noLosses } from '../loss.ts';
import { safeHtml } from './safe-html.ts';
import { tameHtml } from './tame-html.ts';

/** The words of a piece of HTML, without what can't be seen; those of one block of code as they were written. */
export function htmlText(html: string): string {
  const root = safeHtml(fromHtml(tameHtml(html, noLosses), { fragment: true })) as Nodes;
  const parts: string[] = [];
  const open: Nodes[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'text') parts.push(node.value);
    if ('children' in node) for (const child of node.children.toReversed()) open.push(child);
  }
  const text = parts.join('');
  const only = 'children' in root && root.children.length === 1 ? root.children[0]! : root;
  return only.type === 'element' && only.tagName === 'pre' ? text.replace(/\n$/, '') : text;
}
