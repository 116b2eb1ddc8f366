import type { Root as HtmlRoot } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import type { Root, RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import type { Losses } from '../loss.ts';
import { plainer } from './plainer.ts';
import { safeHtml } from './safe-html.ts';
import { tameHtml } from './tame-html.ts';

/** Markdown blocks as HTML that is safe to show. */
export function htmlOf(nodes: readonly RootContent[], losses: Losses): string {
  const root: Root = { type: 'root', children: plainer(nodes, losses) };
  const tree = toHast(root, { allowDangerousHtml: true }) as HtmlRoot;
  if (!root.children.some(holdsHtml)) return toHtml(safeHtml(tree) as HtmlRoot);
  // HTML of the text itself has no structure yet: tags may open in one node and close in another.
  const raw = tameHtml(toHtml(tree, { allowDangerousHtml: true }), losses);
  return toHtml(safeHtml(fromHtml(raw, { fragment: true })) as HtmlRoot);
}

function holdsHtml(node: RootContent): boolean {
  return node.type === 'html' || ('children' in node && node.children.some(holdsHtml));
}
