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
    link: (node: Link, parent, state, info) => {
      const bare = bareAddress(node);
      if (bare !== null && /^\s?$/.test(info.before) && /^[\s<]?$/.test(info.after)) return bare;
      // Between angle brackets the parser takes fewer addresses for one than it does bare.
      if (!/^mailto:/i.test(node.url) || mailbox.test(node.url.slice(7)))
        return defaultHandlers.link(node, parent, state, info);
      const { options: given } = state;
      state.options = { ...given, resourceLink: true };
      const written = defaultHandlers.link(node, parent, state, info);
      state.options = given;
      return written;
    },
  },
};

const address = /^https?:\/\/[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)+(?:\/(?:[\w\-./=%#]*[\w/])?)?$/i;

const mailbox = /^[a-z\d](?:[a-z\d.+-]*[a-z\d])?@[a-z\d]+(?:-[a-z\d]+)*(?:\.[a-z\d]+(?:-[a-z\d]+)*)*\.[a-z]+$/i;

/** An address that is a link wherever it stands alone. */
function bareAddress({ url, title, children }: Link): string | null {
  const only: Nodes | undefined = children.length === 1 ? children[0] : undefined;
  if (title || only?.type !== 'text') return null;
  if (only.value === url) return address.test(url) ? url : null;
  return url === `mailto:${only.value}` && mailbox.test(only.value) ? only.value : null;
}
