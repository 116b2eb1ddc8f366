/** A file that a record of the hub shows, and how texts name it. */
export interface KnownFile {
  /** The id of its entity: in the hub's texts it is `attachment:<id>`, wherever it lies. */
  readonly id: string;
  /** What the remote's own texts name it by, the first to be written; `media:<id>` where documents show files by a node. */
  readonly here: readonly string[];
  /** Addresses with a host, of the same file at other remotes, the best first. */
  readonly elsewhere: readonly string[];
}

/** How files are named in the texts of one remote. */
export interface FileTexts {
  /** The hub's text; a text that would not come back as it is stays as it is. */
  toHub(text: string): string;
  /** The remote's; what it names in its own way already (`seen`) stays named that way. */
  toRemote(text: string, seen: string | null): string;
}

const scheme = 'attachment:';

export function addressInHub(id: string): string {
  return `${scheme}${id}`;
}

/** The entity that an address of the hub's texts means; null: it is another address. */
export function fileOfAddress(address: string): string | null {
  return /^attachment:([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(address)?.[1] ?? null;
}

/** The entities of the files that a text of the hub names, each once. */
export function filesIn(text: string): readonly string[] {
  if (!text.includes(scheme)) return [];
  return [...new Set(Array.from(text.matchAll(/attachment:([0-9a-f]{8}-[0-9a-f-]{27})/g), ([, id]) => id!))];
}

/** Whether a text could name a file at all; most name none, and cost no more than this. */
export function mayNameFiles(text: string): boolean {
  return /\]\(|\]:|<img\b|<a\b|<!--adf/i.test(text);
}
