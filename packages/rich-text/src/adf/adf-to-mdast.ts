import type { BlockContent, ListItem, RootContent } from 'mdast';
import { pictureOf } from '../files/adf-files.ts';
import { isSafeUrl } from '../safe-url.ts';
import { type AdfNode, attr, bareText } from './adf-node.ts';
import { alertOf } from './alerts.ts';
import { detailsEnd, detailsStart } from './details.ts';
import { hidden, hiddenEnd, wrapperEnd, wrapperStart } from './hidden-node.ts';
import { type AdfReading, phrasingOf } from './inline-to-mdast.ts';
import { fallbackTable, plainTable } from './table-to-mdast.ts';
import { taskListToMdast } from './tasks.ts';

/** `begin` is told of each node that is about to be read. */
export function mdastFromAdf(
  nodes: readonly AdfNode[],
  reading: AdfReading,
  begin?: (index: number) => void,
): RootContent[] {
  const out: RootContent[] = [];
  for (let i = 0; i < nodes.length; i++) {
    begin?.(i);
    if (!isInline(nodes[i]!)) {
      out.push(...block(nodes[i]!, reading));
      continue;
    }
    // Inline content where blocks belong is a paragraph to everybody but the schema.
    const from = i;
    while (i + 1 < nodes.length && isInline(nodes[i + 1]!)) i += 1;
    out.push(...paragraph(nodes.slice(from, i + 1), reading));
  }
  return out;
}

function block(node: AdfNode, reading: AdfReading): RootContent[] {
  const shown = reading.bare ? null : pictureOf(node, reading.files);
  if (shown) return [{ type: 'paragraph', children: [{ type: 'image', ...shown, title: shown.title || null }] }];
  if (node.marks?.length) return carried(node, reading);
  const content = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return paragraph(content, reading);
    case 'heading': {
      const children = phrasingOf(content, reading);
      const depth = Math.min(6, Math.max(1, Math.trunc(Number(node.attrs?.['level'])) || 1)) as 1 | 2 | 3 | 4 | 5 | 6;
      return children.length === 0 ? [] : [{ type: 'heading', depth, children }];
    }
    case 'bulletList':
    case 'orderedList':
      return list(node, reading);
    case 'codeBlock': {
      const lang = attr(node, 'language')?.replace(/[\s`]+/g, '-') || null;
      return [{ type: 'code', lang, value: content.map((child) => child.text ?? '').join('') }];
    }
    case 'rule':
      return [{ type: 'thematicBreak' }];
    case 'blockquote': {
      const children = mdastFromAdf(content, reading) as BlockContent[];
      return children.length === 0 ? [] : [{ type: 'blockquote', children }];
    }
    case 'panel':
      return alertOf(node, mdastFromAdf(content, reading)) ?? wrapped(node, reading);
    case 'expand':
    case 'nestedExpand':
      if (!onlyAttrs(node, ['title', 'localId'])) return wrapped(node, reading);
      return [detailsStart(attr(node, 'title') ?? ''), ...mdastFromAdf(content, reading), detailsEnd];
    case 'layoutSection':
    case 'layoutColumn':
      return wrapped(node, reading);
    case 'taskList':
      return (reading.bare ? null : taskListToMdast(node, reading)) ?? carried(node, reading);
    case 'mediaSingle':
      return image(node) ?? carried(node, reading);
    case 'table':
      return plainTable(node, reading) ?? carried(node, reading);
    default:
      return carried(node, reading);
  }
}

function paragraph(content: readonly AdfNode[], reading: AdfReading): RootContent[] {
  const children = phrasingOf(content, reading);
  return children.length === 0 ? [] : [{ type: 'paragraph', children }];
}

function list(node: AdfNode, reading: AdfReading): RootContent[] {
  const children = (node.content ?? []).map((item): ListItem => {
    const blocks = mdastFromAdf(item.type === 'listItem' ? (item.content ?? []) : [item], reading) as BlockContent[];
    return { type: 'listItem', spread: blocks.some(({ type }) => type === 'html'), children: blocks };
  });
  if (children.length === 0) return [];
  const start = Number(node.attrs?.['order'] ?? 1);
  return node.type === 'bulletList'
    ? [{ type: 'list', ordered: false, spread: false, children }]
    : [
        {
          type: 'list',
          ordered: true,
          start: Number.isInteger(start) && start >= 0 && start < 1e9 ? start : 1,
          spread: false,
          children,
        },
      ];
}

/** Pictures by address; what lies in the vendor's file store has none. */
function image(node: AdfNode): RootContent[] | null {
  const [media, ...more] = node.content ?? [];
  const url = media && attr(media, 'url');
  if (media?.type !== 'media' || more.length > 0 || media.marks?.length) return null;
  if (attr(media, 'type') !== 'external' || !url || !isSafeUrl(url) || !onlyAttrs(media, ['type', 'url', 'alt']))
    return null;
  if (!onlyAttrs(node, ['layout', 'localId']) || (attr(node, 'layout') ?? 'center') !== 'center') return null;
  return [{ type: 'paragraph', children: [{ type: 'image', url, alt: attr(media, 'alt') ?? '' }] }];
}

function wrapped(node: AdfNode, reading: AdfReading): RootContent[] {
  const inner = mdastFromAdf(node.content ?? [], reading);
  if (reading.bare) return inner;
  return [{ type: 'html', value: wrapperStart(node) }, ...inner, { type: 'html', value: wrapperEnd }];
}

function carried(node: AdfNode, reading: AdfReading): RootContent[] {
  const fallback = blockFallback(node, { ...reading, bare: true });
  if (reading.bare) return fallback;
  return [{ type: 'html', value: hidden(node) }, ...fallback, { type: 'html', value: hiddenEnd }];
}

/** What people see of a block that Markdown has no word for. */
export function blockFallback(node: AdfNode, reading: AdfReading): RootContent[] {
  const { marks: _, ...plain } = node;
  if (node.marks?.length) return block(plain, reading);
  if (node.type === 'table') return fallbackTable(node, reading);
  const url = attr(node, 'url');
  if (url && isSafeUrl(url) && !/\s/.test(url))
    return [{ type: 'paragraph', children: [{ type: 'link', url, children: [{ type: 'text', value: url }] }] }];
  const blocks = node.type === 'media' ? [] : mdastFromAdf(node.content ?? [], reading);
  if (blocks.length > 0) return blocks;
  const word = attr(node, 'alt') || attr(node, 'text') || bareText(node) || node.type;
  return [{ type: 'paragraph', children: [{ type: 'text', value: `[${word.replace(/\s+/g, ' ').trim()}]` }] }];
}

function onlyAttrs(node: AdfNode, names: readonly string[]): boolean {
  return Object.keys(node.attrs ?? {}).every((name) => names.includes(name));
}

const inlineTypes = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'status',
  'date',
  'inlineCard',
  'mediaInline',
  'inlineExtension',
  'placeholder',
]);

function isInline({ type }: AdfNode): boolean {
  return inlineTypes.has(type);
}
