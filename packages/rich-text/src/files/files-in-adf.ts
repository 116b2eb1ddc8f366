import { type AdfNode, attr, bareText } from '../adf/adf-node.ts';
import { adfToMarkdown, markdownToAdf } from '../adf/convert-adf.ts';
import { canonicalMarkdown } from '../wording/canonical-markdown.ts';
import { type AdfFiles, addressOf, type FileUse, pictureOf } from './adf-files.ts';
import { addressInHub, type FileTexts, fileOfAddress, filesIn, type KnownFile } from './known-file.ts';

/** Files in texts that are documents at the remote: what lies in its own store is shown by a node, the rest by address. */
export function filesInAdf(files: readonly KnownFile[]): FileTexts {
  const byAddress = new Map(
    files.flatMap(({ id, here, elsewhere }) => [...elsewhere, ...here].map((address) => [address, addressInHub(id)])),
  );
  const byId = new Map(files.map((file) => [file.id, file]));
  const fromRemote = (address: string): string | null => byAddress.get(address) ?? null;
  const shows = (address: string, use: FileUse): AdfNode | string | null => {
    const file = byId.get(fileOfAddress(address) ?? '');
    if (!file) return null;
    const mediaId = file.here.find((each) => each.startsWith('media:'))?.slice('media:'.length);
    if (mediaId !== undefined && use.as === 'picture') return picture(mediaId, use);
    return file.here.find((each) => !each.startsWith('media:')) ?? file.elsewhere[0] ?? null;
  };
  const isOwn = (hub: string, address: string): boolean =>
    byId.get(fileOfAddress(hub) ?? '')?.here.includes(address) === true;
  const written = (text: string, seen: string | null, keeps: typeof isOwn): string => {
    if (filesIn(text).length === 0) return text;
    const shown = seen === null ? new Map<string, Form[]>() : formsIn(seen, fromRemote, keeps);
    const own: AdfFiles = {
      fromRemote,
      toRemote(address, use) {
        const form = takeForm(shown.get(address), use);
        if (form === undefined) return shows(address, use);
        return typeof form === 'string' ? form : withWords(form, use);
      },
    };
    return adfToMarkdown(markdownToAdf(text, { files: own }).value).value;
  };
  return {
    // Another remote's address is no form of its own: it was written while the file was not here yet.
    toRemote: (text, seen) => written(text, seen, isOwn),
    toHub(text) {
      const names = [...byAddress.keys()].some((address) => text.includes(address.replace(/^media:/, '')));
      if (!names) return text;
      const hub = adfToMarkdown(markdownToAdf(text).value, { files: { fromRemote, toRemote: shows } }).value;
      // What could not be given back as it was is not exchanged.
      const back = written(hub, text, () => true);
      // A text that names another file by its entity already would show that one in the remote's way, too.
      const was = filesIn(text).length === 0 ? canonicalMarkdown(text, 'adf') : written(text, text, () => true);
      return back === was ? hub : text;
    },
  };
}

type Form = AdfNode | string;

/** How a remote's text shows each file, in the order of the text; addresses as far as they are kept. */
function formsIn(
  seen: string,
  fromRemote: (address: string) => string | null,
  keeps: (hub: string, address: string) => boolean,
): Map<string, Form[]> {
  const forms = new Map<string, Form[]>();
  const note = (hub: string, form: Form): void => void forms.set(hub, [...(forms.get(hub) ?? []), form]);
  const files: AdfFiles = { fromRemote, toRemote: () => null };
  const open: AdfNode[] = [markdownToAdf(seen).value];
  for (let node = open.pop(); node; node = open.pop()) {
    const url = attr(node, 'url');
    const hub = pictureOf(node, files)?.url ?? (node.type === 'mediaInline' ? addressOf(node, files) : null);
    if (hub !== null) {
      const external = node.type === 'mediaSingle' ? attr(node.content![0]!, 'url') : url;
      if (external === undefined) note(hub, node);
      else if (keeps(hub, external)) note(hub, external);
      continue;
    }
    for (const mark of node.marks ?? []) {
      const href = mark.type === 'link' ? attr(mark, 'href') : undefined;
      const linked = href === undefined ? null : fromRemote(href);
      if (linked !== null && keeps(linked, href!)) note(linked, href!);
    }
    open.push(...(node.content ?? []).toReversed());
  }
  return forms;
}

/** The next form that a picture, or a link, can have. */
function takeForm(forms: Form[] | undefined, { as }: FileUse): Form | undefined {
  const at = forms?.findIndex((form) => as === 'picture' || typeof form === 'string' || form.type === 'mediaInline');
  return forms === undefined || at === undefined || at < 0 ? undefined : forms.splice(at, 1)[0];
}

/** A node with the words that stand in the text now; what is about it stays. */
function withWords(node: AdfNode, { as, alt, title }: FileUse): AdfNode {
  if (node.type !== 'mediaSingle')
    return as === 'link' || alt === '' || alt === attr(node, 'alt') ? node : { ...node, attrs: { ...node.attrs, alt } };
  const [media, caption] = node.content!;
  const sameAlt = alt === '' || alt === (attr(media!, 'alt') ?? '');
  const sameTitle = title === (caption ? bareText(caption).replace(/\s+/g, ' ').trim() : '');
  if (sameAlt && sameTitle) return node;
  const shown = sameAlt ? media! : { ...media!, attrs: { ...media!.attrs, alt } };
  return { ...node, content: [shown, ...(sameTitle ? (caption ? [caption] : []) : captionOf(title))] };
}

function picture(id: string, { alt, title }: FileUse): AdfNode {
  const media = { type: 'media', attrs: { type: 'file', id, collection: '', ...(alt !== '' && { alt }) } };
  return { type: 'mediaSingle', attrs: { layout: 'center' }, content: [media, ...captionOf(title)] };
}

function captionOf(title: string): AdfNode[] {
  return title === '' ? [] : [{ type: 'caption', content: [{ type: 'text', text: title }] }];
}
