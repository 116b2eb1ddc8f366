/** How people are named in a rich text of the hub, and how in the remote's. */
export interface Naming {
  /** `seen`: what the remote shows. */
  toRemote(text: string, seen: string | null): string;
  /** `current`: what the hub holds. */
  toHub(text: string, current: string | null): string;
}

/** What stands above a text at a remote and is no part of it: who wrote it, where another account had to post it. */
export interface Byline {
  add(text: string): string;
  remove(text: string): string;
}

/** What a remote's form of a rich text can't carry. */
export interface TextLoss {
  /** `footnote`, `alignment` …: what was lost. */
  readonly kind: string;
  readonly count: number;
  /** The first of them, at most 80 characters. */
  readonly excerpt: string;
  /** Where the block that holds the first begins: `line 12`; null: not known. */
  readonly where: string | null;
}

/** How a rich text of the hub names files, and how the remote's does. */
export interface FileNames {
  /** `seen`: what the remote shows. */
  toRemote(text: string, seen: string | null): string;
  toHub(text: string): string;
}
