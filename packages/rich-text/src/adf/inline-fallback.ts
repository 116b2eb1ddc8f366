import { disarm, type MentionMap } from '../mentions.ts';
import { isSafeUrl } from '../safe-url.ts';
import { type AdfNode, attr, bareText } from './adf-node.ts';
import type { Run } from './runs.ts';

/** What people see of an inline node that Markdown has no word for: one line, never empty. */
export function inlineFallback(node: AdfNode, mentions: MentionMap | undefined): Run {
  const marks = knownMarks(node);
  const url = node.type === 'inlineCard' ? attr(node, 'url') : undefined;
  if (url && isSafeUrl(url) && !/\s/.test(url)) return { ...marks, text: url, href: url };
  if (node.type === 'text') return { ...marks, text: node.text ?? '' };
  return {
    ...marks,
    text: wordOf(node, mentions).replace(/\s+/g, ' ').trim() || `[${node.type.replace(/\s+/g, ' ')}]`,
  };
}

function wordOf(node: AdfNode, mentions: MentionMap | undefined): string {
  switch (node.type) {
    case 'mention': {
      const name = mentions?.fromRemote(attr(node, 'id') ?? '');
      return name ? `@${name}` : `@${disarm}${(attr(node, 'text') ?? '').replace(/^@/, '') || 'somebody'}`;
    }
    case 'emoji':
      return attr(node, 'text') || attr(node, 'shortName') || '';
    case 'date': {
      const time = new Date(Number(node.attrs?.['timestamp']));
      return Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 10);
    }
    case 'mediaInline':
      return `[${attr(node, 'alt') || 'file'}]`;
    default:
      return attr(node, 'text') || bareText(node);
  }
}

/** The marks that Markdown knows; others ride along in the hidden node. */
export function knownMarks(node: AdfNode): Omit<Run, 'text'> {
  const types = new Set(node.marks?.map((mark) => mark.type));
  const link = node.marks?.find((mark) => mark.type === 'link');
  const href = link && attr(link, 'href');
  const title = link && attr(link, 'title');
  return {
    ...(types.has('strong') && !types.has('code') && { strong: true }),
    ...(types.has('em') && !types.has('code') && { em: true }),
    ...(types.has('strike') && !types.has('code') && { strike: true }),
    ...(types.has('code') && { code: true }),
    ...(href && isSafeUrl(href) && { href, ...(title && { title }) }),
  };
}

export function hasUnknownMarks(node: AdfNode): boolean {
  return (node.marks ?? []).some(({ type, attrs }) => {
    if (type === 'link') return Object.keys(attrs ?? {}).some((name) => name !== 'href' && name !== 'title');
    return !['strong', 'em', 'strike', 'code'].includes(type) || Object.keys(attrs ?? {}).length > 0;
  });
}
