import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import type { RootContent } from 'mdast';
import { type Losses, noLosses } from '../loss.ts';
import { plainer } from './plainer.ts';
import { safeHtml } from './safe-html.ts';
import { tameHtml } from './tame-html.ts';

export type HtmlReader = (html: string) => readonly RootContent[];

/** A piece of HTML inside of Markdown. */
export const readFragment: HtmlReader = (html) => readHtml(html, noLosses);

/** What Markdown has no word for; what is in them stays. */
const WORDLESS = /<(?:u|ins|sub|sup|mark|small|details)(?=[\s>])[^>]*>/gi;

/** HTML as Markdown blocks. What could run is gone before anything looks at it: GitHub's own rules for what may stay. */
export function readHtml(html: string, losses: Losses): RootContent[] {
  const unsafe = /<(?:script|style|iframe|object|embed|form|svg|math|link|meta|base)\b|\son\w+\s*=|javascript:/i.exec(
    html,
  );
  if (unsafe) losses.add('unsafe_html', html.slice(unsafe.index));
  for (const [tag] of html.matchAll(WORDLESS)) losses.add('html', tag);
  const tree = fromHtml(tameHtml(html, losses), { fragment: true });
  const mdast = toMdast(safeHtml(tree) as Root, { newlines: false });
  const blocks = mdast.type === 'root' ? (mdast.children as RootContent[]) : [mdast as RootContent];
  return plainer(inParagraphs(blocks), losses);
}

const blockTypes = new Set([
  'blockquote',
  'code',
  'definition',
  'footnoteDefinition',
  'heading',
  'list',
  'paragraph',
  'table',
  'thematicBreak',
]);

/** Words outside of any block are paragraphs. */
function inParagraphs(nodes: readonly RootContent[]): RootContent[] {
  const out: RootContent[] = [];
  let isOpen = false;
  for (const node of nodes) {
    const isBlock = blockTypes.has(node.type);
    const last = out.at(-1);
    if (isBlock) out.push(node);
    else if (isOpen && last?.type === 'paragraph') last.children.push(node as never);
    else out.push({ type: 'paragraph', children: [node as never] });
    isOpen = !isBlock;
  }
  return out;
}
