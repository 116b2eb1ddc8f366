import type { Nodes } from 'hast';
import { defaultSchema, sanitize } from 'hast-util-sanitize';

const { protocols } = defaultSchema;

/** GitHub's own rules for what may stay, with the hub's names of files. */
const schema = {
  ...defaultSchema,
  protocols: {
    ...protocols,
    href: [...(protocols?.['href'] ?? []), 'attachment'],
    src: [...(protocols?.['src'] ?? []), 'attachment'],
  },
};

/** What of HTML can't run. */
export function safeHtml(tree: Nodes): Nodes {
  return sanitize(tree, schema);
}
