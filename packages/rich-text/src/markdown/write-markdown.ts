import type { Link, Nodes, Root, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Options, toMarkdown } from 'mdast-util-to-markdown';
import { shortTexts } from './short-texts.ts';

/**
 * Markdown as GitHub's people write it: `-`, `_`, `**`, fences. A line break is a new line, because GitHub's issues
 * and comments show it as one; where a new line can't stand (headings, cells) it is `<br>`.
 */
export function writeMarkdown(blocks: readonly RootContent[]): string {
  const root: Root = { type: 'root', children: shortTexts(blocks) };
  return toMarkdown(root, options).trimEnd();
}

// Escapes of what only looks like an address (`view\.py`) are noise to readers: an address in text may become a link.
const withoutAddressEscapes = (gfmToMarkdown({ tablePipeAlign: false }).extensions ?? []).filter(
  ({ unsafe }) => !unsafe?.some(({ character }) => character === '@'),
);

const options: Options = {
  bullet: '-',
  emphasis: '_',
  rule: '-',
  fences: true,
  listItemIndent: 'one',
  extensions: withoutAddressEscapes,
  handlers: {
    break: (node, parent, state, info) => (defaultHandlers.break(node, parent, state, info) === '\\\n' ? '\n' : '<br>'),
    link: (node: Link, parent, state, info) =>
      isBareAddress(node) && edge.test(info.before) && edge.test(info.after)
        ? node.url
        : defaultHandlers.link(node, parent, state, info),
  },
};

const edge = /^[\s\n]?$/;
const address = /^https?:\/\/[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)+(?:\/(?:[\w\-./=%#]*[\w/])?)?$/i;

function isBareAddress({ url, title, children }: Link): boolean {
  const only: Nodes | undefined = children.length === 1 ? children[0] : undefined;
  return !title && only?.type === 'text' && only.value === url && address.test(url);
}
