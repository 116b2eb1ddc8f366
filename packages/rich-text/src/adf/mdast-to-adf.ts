import type { List, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { writeMarkdown } from '../markdown/write-markdown.ts';
import { isSafeUrl } from '../safe-url.ts';
import type { AdfNode } from './adf-node.ts';
import { panelOf } from './alerts.ts';
import { hiddenRegions } from './hidden-regions.ts';
import { adfInlines } from './inlines-to-adf.ts';
import { inlinesOf, type MarkdownReading, shownAs } from './mdast-to-inlines.ts';
import { taskListOf } from './mdast-to-tasks.ts';
import { isTaskList } from './tasks.ts';

/** Where blocks stand decides which of them Jira accepts there. */
export type Place = 'document' | 'expand' | 'panel' | 'quote' | 'item';

export function adfFromMdast(nodes: readonly RootContent[], place: Place, reading: MarkdownReading): AdfNode[] {
  const out: AdfNode[] = [];
  for (const part of hiddenRegions(nodes, reading.mentions, reading.losses)) {
    if (part.kind === 'block') out.push(...block(part.node, place, reading));
    else if (part.kind === 'node') out.push(part.node);
    else if (part.kind === 'wrapper') {
      out.push({ ...part.node, content: adfFromMdast(part.content, placeIn(part.node), reading) });
    } else {
      if (place !== 'document' && place !== 'expand') reading.losses.add('html', `<details> ${part.title}`);
      const content = adfFromMdast(part.content, place === 'document' ? 'expand' : place, reading);
      out.push(...expand(part.title, content, place));
    }
  }
  return out;
}

function placeIn({ type }: AdfNode): Place {
  if (type === 'layoutSection' || type === 'layoutColumn') return 'document';
  return type === 'expand' ? 'expand' : 'panel';
}

function expand(title: string, content: AdfNode[], place: Place): AdfNode[] {
  const inside = content.length > 0 ? content : [{ type: 'paragraph', content: [] }];
  const attrs = { title };
  if (place === 'document') return [{ type: 'expand', attrs, content: inside }];
  if (place === 'expand') return [{ type: 'nestedExpand', attrs, content: inside }];
  const line = title === '' ? [] : [{ type: 'paragraph', content: [{ type: 'text', text: title }] }];
  return [...line, ...content];
}

function block(node: RootContent, place: Place, reading: MarkdownReading): AdfNode[] {
  if (node.position) reading.losses.at(`line ${node.position.start.line}`);
  switch (node.type) {
    case 'paragraph':
      return paragraph(node, place, reading);
    case 'heading': {
      if (place === 'document' || place === 'expand' || place === 'panel') {
        const content = adfInlines(inlinesOf(node.children, {}, reading));
        return content.length === 0 ? [] : [{ type: 'heading', attrs: { level: node.depth }, content }];
      }
      const content = adfInlines(inlinesOf(node.children, { strong: true }, reading));
      reading.losses.add('heading', content[0]?.text ?? '');
      return content.length === 0 ? [] : [{ type: 'paragraph', content }];
    }
    case 'list':
      return [
        isTaskList(node) && place !== 'quote' && place !== 'item' ? taskListOf(node, reading) : list(node, reading),
      ];
    case 'code':
      return [codeBlock(node.value, node.lang ?? undefined)];
    case 'thematicBreak':
      if (place === 'document' || place === 'expand' || place === 'panel') return [{ type: 'rule' }];
      reading.losses.add('rule', place);
      return [];
    case 'blockquote': {
      const panel = panelOf(node);
      if (panel && (place === 'document' || place === 'expand')) {
        const content = adfFromMdast(panel.content, 'panel', reading);
        return [
          { type: 'panel', attrs: { panelType: panel.panelType }, content: content.length > 0 ? content : [emptyLine] },
        ];
      }
      if (place === 'document' || place === 'expand') {
        const content = adfFromMdast(node.children, 'quote', reading);
        return content.length === 0 ? [] : [{ type: 'blockquote', content }];
      }
      reading.losses.add('quote', place);
      return adfFromMdast(node.children, place, reading);
    }
    case 'table':
      if (place === 'document' || place === 'expand') return [table(node, reading)];
      reading.losses.add('table', place);
      return [codeBlock(writeMarkdown([node]), undefined)];
    case 'html':
      return html(node.value, place, reading);
    case 'footnoteDefinition': {
      reading.losses.add('footnote', node.identifier);
      const label: PhrasingContent = { type: 'text', value: `[^${node.label ?? node.identifier}]: ` };
      const [first, ...rest] = node.children;
      const line: Paragraph = {
        type: 'paragraph',
        children: first?.type === 'paragraph' ? [label, ...first.children] : [label],
      };
      return adfFromMdast([line, ...(first?.type === 'paragraph' ? rest : node.children)], place, reading);
    }
    default:
      return [];
  }
}

const emptyLine: AdfNode = { type: 'paragraph', content: [] };

function codeBlock(text: string, language: string | undefined): AdfNode {
  return {
    type: 'codeBlock',
    attrs: language ? { language } : {},
    content: text === '' ? [] : [{ type: 'text', text }],
  };
}

function paragraph({ children }: Paragraph, place: Place, reading: MarkdownReading): AdfNode[] {
  const pictures = place === 'panel' ? null : onlyPictures(children, reading);
  if (pictures) return pictures;
  const content = adfInlines(inlinesOf(children, {}, reading)).filter(({ type }) => type !== 'taskIds');
  return content.length === 0 ? [] : [{ type: 'paragraph', content }];
}

/** The pictures of a paragraph that holds nothing else; null: it is one of words. */
function onlyPictures(children: readonly PhrasingContent[], reading: MarkdownReading): AdfNode[] | null {
  const said = children.filter(
    (child) => child.type !== 'break' && !(child.type === 'text' && child.value.trim() === ''),
  );
  const pictures: AdfNode[] = [];
  for (const child of said) {
    if (child.type !== 'image') return null;
    const form = shownAs(child, reading);
    const picture = form === null || typeof form === 'string' ? pictureAt(form ?? child.url, child.alt) : form;
    if (picture?.type !== 'mediaSingle') return null;
    pictures.push(picture);
  }
  return pictures.length === 0 ? null : pictures;
}

/** Null: Jira shows no picture by that address. */
function pictureAt(url: string, alt: string | null | undefined): AdfNode | null {
  if (!/^(?:https?|attachment):/i.test(url) || !isSafeUrl(url)) return null;
  const media = { type: 'media', attrs: { type: 'external', url, ...(alt && { alt }) } };
  return { type: 'mediaSingle', attrs: { layout: 'center' }, content: [media] };
}

function list(node: List, reading: MarkdownReading): AdfNode {
  const content = node.children.map((item): AdfNode => {
    const blocks = adfFromMdast(item.children, 'item', reading);
    if (typeof item.checked === 'boolean') reading.losses.add('task', blocks[0]?.content?.[0]?.text ?? '');
    const box: AdfNode[] =
      typeof item.checked === 'boolean' ? [{ type: 'text', text: item.checked ? '☑ ' : '☐ ' }] : [];
    const [first, ...rest] = blocks;
    if (first?.type === 'paragraph')
      return { type: 'listItem', content: [{ ...first, content: [...box, ...(first.content ?? [])] }, ...rest] };
    const startsWell =
      first !== undefined && (first.type === 'codeBlock' || first.type === 'mediaSingle') && box.length === 0;
    return { type: 'listItem', content: startsWell ? blocks : [{ type: 'paragraph', content: box }, ...blocks] };
  });
  if (!node.ordered) return { type: 'bulletList', content };
  return { type: 'orderedList', ...((node.start ?? 1) !== 1 && { attrs: { order: node.start } }), content };
}

function table({ align, children }: Table, reading: MarkdownReading): AdfNode {
  if (align?.some((side) => side !== null)) reading.losses.add('alignment', align.join(' '));
  const width = Math.max(...children.map((row) => row.children.length));
  const rows = children.map((row, i): AdfNode => {
    const cells = Array.from({ length: width }, (_, column): AdfNode => {
      const content = adfInlines(inlinesOf(row.children[column]?.children ?? [], {}, reading));
      return { type: i === 0 ? 'tableHeader' : 'tableCell', attrs: {}, content: [{ type: 'paragraph', content }] };
    });
    return { type: 'tableRow', content: cells };
  });
  return { type: 'table', attrs: { isNumberColumnEnabled: false, layout: 'default' }, content: rows };
}

function html(value: string, place: Place, reading: MarkdownReading): AdfNode[] {
  if (/^\s*<!--/.test(value) && /-->\s*$/.test(value) && !value.trim().slice(4, -3).includes('-->')) {
    reading.losses.add('comment', value);
    return [];
  }
  reading.losses.add('html', value);
  // Lines in there are not lines of the text.
  const inside = { ...reading, losses: { ...reading.losses, at() {} } };
  return reading.readHtml(value).flatMap((child) => block(child, place, inside));
}
