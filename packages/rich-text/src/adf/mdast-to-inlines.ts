import type { Image, PhrasingContent } from 'mdast';
import { type AdfFiles, inlineMedia } from '../files/adf-files.ts';
import type { HtmlReader } from '../html/html-to-mdast.ts';
import type { Losses } from '../loss.ts';
import type { Definitions } from '../markdown/definitions.ts';
import { type MentionMap, namesIn } from '../mentions.ts';
import { isSafeUrl } from '../safe-url.ts';
import type { AdfNode } from './adf-node.ts';
import { readHidden } from './hidden-node.ts';
import { inlineFallback } from './inline-fallback.ts';
import { type Inline, type Run, sameMarks } from './runs.ts';

export interface MarkdownReading {
  readonly losses: Losses;
  readonly mentions: MentionMap | undefined;
  readonly files: AdfFiles | undefined;
  /** How pictures are shown that were looked at already: each takes its turn once. */
  readonly shown: Map<Image, AdfNode | string | null>;
  readonly definitions: Definitions;
  readonly readHtml: HtmlReader;
  /** A number not used before in this document. */
  count(): number;
}

type Marks = Omit<Run, 'text' | 'node'>;

export function inlinesOf(nodes: readonly PhrasingContent[], marks: Marks, reading: MarkdownReading): Inline[] {
  const out: Inline[] = [];
  collect(nodes, marks, reading, out);
  return out;
}

function collect(nodes: readonly PhrasingContent[], marks: Marks, reading: MarkdownReading, out: Inline[]): void {
  for (const node of nodes) {
    switch (node.type) {
      case 'text':
        addText(node.value, marks, reading, out);
        break;
      case 'strong':
        collect(node.children, { ...marks, strong: true }, reading, out);
        break;
      case 'emphasis':
        collect(node.children, { ...marks, em: true }, reading, out);
        break;
      case 'delete':
        collect(node.children, { ...marks, strike: true }, reading, out);
        break;
      case 'inlineCode':
        // ADF's code carries no other mark but a link.
        if (marks.strong || marks.em || marks.strike) reading.losses.add('mark', node.value);
        out.push({ text: node.value, code: true, ...linkOf(marks) });
        break;
      case 'break':
        out.push('break');
        break;
      case 'link':
        addLink(node, node.children, marks, reading, out);
        break;
      case 'linkReference': {
        const target = reading.definitions.get(node.identifier.toLowerCase());
        if (target) addLink(target, node.children, marks, reading, out);
        else collect(node.children, marks, reading, out);
        break;
      }
      case 'image':
        addImage(node, marks, reading, out);
        break;
      case 'imageReference': {
        const target = reading.definitions.get(node.identifier.toLowerCase());
        addImage({ type: 'image', url: target?.url ?? '', alt: node.alt ?? '' }, marks, reading, out);
        break;
      }
      case 'footnoteReference':
        reading.losses.add('footnote', node.identifier);
        out.push({ ...marks, text: `[^${node.label ?? node.identifier}]` });
        break;
      case 'html':
        addHtml(node.value, marks, reading, out);
        break;
      default:
        node satisfies never;
    }
  }
}

function addText(value: string, marks: Marks, { mentions }: MarkdownReading, out: Inline[]): void {
  value.split(/\r\n|\r|\n/).forEach((line, i) => {
    if (i > 0) out.push('break');
    for (const { text, name } of mentions && !marks.href ? namesIn(line) : [{ text: line, name: undefined }]) {
      const known = name === undefined ? null : mentions!.toRemote(name);
      const node: AdfNode | null = known && { type: 'mention', attrs: known };
      out.push(node ? { ...marks, text, node: withMarks(node, marks) } : { ...marks, text });
    }
  });
}

function withMarks(node: AdfNode, marks: Marks): AdfNode {
  const types = (['strong', 'em', 'strike'] as const).filter((mark) => marks[mark]);
  return types.length === 0 ? node : { ...node, marks: types.map((type) => ({ type })) };
}

function addLink(
  { url, title }: { readonly url: string; readonly title?: string | null | undefined },
  children: readonly PhrasingContent[],
  marks: Marks,
  reading: MarkdownReading,
  out: Inline[],
): void {
  const shown = reading.files?.toRemote(url, { as: 'link', alt: '', title: title ?? '' });
  if (typeof shown !== 'object' || shown === null)
    collect(children, { ...marks, ...addressed(shown ?? url, title, reading) }, reading, out);
  else out.push({ ...marks, text: 'file', node: shown });
}

/** How the remote's document shows the file that a picture names; null: its address says it. */
export function shownAs(image: Image, { files, shown }: MarkdownReading): AdfNode | string | null {
  const known = shown.get(image);
  if (known !== undefined || !files) return known ?? null;
  const form = files.toRemote(image.url, { as: 'picture', alt: image.alt ?? '', title: image.title ?? '' });
  shown.set(image, form);
  return form;
}

function addImage(image: Image, marks: Marks, reading: MarkdownReading, out: Inline[]): void {
  const form = shownAs(image, reading);
  if (form !== null && typeof form !== 'string') {
    out.push({ ...marks, text: image.alt || 'file', node: inlineMedia(form) });
    return;
  }
  const { alt } = image;
  const url = form ?? image.url;
  reading.losses.add('image', url);
  const text = (alt || url).replace(/\s+/g, ' ');
  if (text !== '') out.push({ ...marks, ...(!marks.href && url && isSafeUrl(url) && { href: url }), text });
}

function addHtml(html: string, marks: Marks, reading: MarkdownReading, out: Inline[]): void {
  const part = readHidden(html);
  if (part?.kind === 'node') reveal(part.node, reading, out);
  else if (/^<br\s*\/?>$/i.test(html)) out.push('break');
  else if (/^<img\b/i.test(html)) {
    for (const block of reading.readHtml(html))
      if (block.type === 'paragraph') collect(block.children, marks, reading, out);
  } else if (!part) reading.losses.add(html.startsWith('<!--') ? 'comment' : 'html', html);
}

/** The hidden node takes the place of its fallback; where that was edited, the edit stays and the node goes. */
function reveal(node: AdfNode, { mentions, losses }: MarkdownReading, out: Inline[]): void {
  if (node.type === 'taskIds') {
    out.push({ text: '', node });
    return;
  }
  const expected = [inlineFallback(node, mentions), ...(mentions ? [inlineFallback(node, undefined)] : [])];
  for (const fallback of expected) {
    const from = startOf(fallback, out);
    if (from === null) continue;
    const { at, offset } = from;
    const { node: _, ...cut } = out[at] as Run;
    out.splice(at, out.length, ...(offset > 0 ? [{ ...cut, text: cut.text.slice(0, offset) }] : []), {
      ...fallback,
      node,
    });
    return;
  }
  losses.add('hidden_node', node.type);
}

/** Where at the end of a line the text of a fallback begins; null where the line ends otherwise. */
function startOf(fallback: Run, out: readonly Inline[]): { readonly at: number; readonly offset: number } | null {
  let left = fallback.text;
  for (let at = out.length - 1; left !== '' && at >= 0; at--) {
    const run = out[at]!;
    if (run === 'break' || run.node?.type === 'text' || !sameMarks(fallback, fallback.href ? run : unlinked(run)))
      return null;
    if (run.text.endsWith(left)) return { at, offset: run.text.length - left.length };
    if (run.text === '' || !left.endsWith(run.text)) return null;
    left = left.slice(0, -run.text.length);
  }
  return null;
}

/** An address in text is a link that nobody made. */
function unlinked(run: Run): Run {
  if (run.title || (run.href !== run.text && run.href !== `mailto:${run.text}` && run.href !== `http://${run.text}`))
    return run;
  const { href: _, ...plain } = run;
  return plain;
}

function addressed(url: string, title: string | null | undefined, { losses }: MarkdownReading): Marks {
  if (url !== '' && isSafeUrl(url)) return { href: url, ...(title && { title }) };
  losses.add('unsafe_link', url);
  return {};
}

function linkOf({ href, title }: Marks): Marks {
  return { ...(href && { href }), ...(title && { title }) };
}
