import type { MentionAttrs } from '../mentions.ts';
import { attr } from './adf-node.ts';
import { readHidden } from './hidden-node.ts';

/** The mentions that ride along in the lines of a text, by the remote's user id; the first of an id counts. */
export function hiddenMentions(markdown: string): ReadonlyMap<string, MentionAttrs> {
  const found = new Map<string, MentionAttrs>();
  for (const [comment] of markdown.matchAll(/<!--adf \{[^<>]*\}-->/g)) {
    const part = readHidden(comment);
    if (!part || !('node' in part) || part.node.type !== 'mention') continue;
    const id = attr(part.node, 'id');
    if (id !== undefined && !found.has(id)) found.set(id, { ...part.node.attrs, id });
  }
  return found;
}
