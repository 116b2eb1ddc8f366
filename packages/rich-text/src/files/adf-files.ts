import { type AdfNode, attr } from '../adf/adf-node.ts';
import { isSafeUrl } from '../safe-url.ts';

/** Files that an ADF document and its Markdown name each in its own way. */
export interface AdfFiles {
  /** The Markdown address of what a document names by an id (`media:<id>`), or by another address; null: not known. */
  fromRemote(address: string): string | null;
  /** How the document shows what Markdown names by this address: a node, or another address; null: by this one. */
  toRemote(address: string, use: FileUse): AdfNode | string | null;
}

export interface FileUse {
  readonly as: 'picture' | 'link';
  readonly alt: string;
  readonly title: string;
}

/** A file of the remote's own store, as a picture in Markdown. */
export interface ShownPicture {
  readonly url: string;
  readonly alt: string;
  readonly title: string;
}

/** Null for a node that is no picture, or not of a file that is known. */
export function pictureOf(node: AdfNode, files: AdfFiles | undefined): ShownPicture | null {
  if (!files || node.type !== 'mediaSingle') return null;
  const [media, caption, ...more] = node.content ?? [];
  if (media?.type !== 'media' || more.length > 0 || (caption && caption.type !== 'caption')) return null;
  const url = addressOf(media, files);
  if (url === null) return null;
  const title = (caption?.content ?? []).map((child) => child.text ?? '').join('');
  return { url, alt: attr(media, 'alt') ?? '', title: title.replace(/\s+/g, ' ').trim() };
}

/** What a node that shows a file shows, in Markdown's address; null: a file that is not known, or none. */
export function addressOf(node: AdfNode, files: AdfFiles | undefined): string | null {
  const id = attr(node, 'id');
  if (attr(node, 'type') === 'external') {
    const url = attr(node, 'url');
    return (url && isSafeUrl(url) && files?.fromRemote(url)) || null;
  }
  return id === undefined ? null : (files?.fromRemote(`media:${id}`) ?? null);
}

/** A picture between words, which ADF has as a node of its own. */
export function inlineMedia({ type, content, attrs }: AdfNode): AdfNode {
  const media = type === 'mediaSingle' ? content?.[0] : undefined;
  if (!media) return { type, ...(attrs && { attrs }) };
  const { id, collection, alt } = media.attrs ?? {};
  return {
    type: 'mediaInline',
    attrs: { type: 'image', id, collection: collection ?? '', ...(typeof alt === 'string' && alt !== '' && { alt }) },
  };
}
