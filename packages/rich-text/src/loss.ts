/** Something of a text that its new form can't carry. */
export interface Loss {
  readonly kind: LossKind;
  readonly count: number;
  /** The first of them, at most 80 characters. */
  readonly excerpt: string;
  /** Where the block that holds the first begins in what was read: `line 12`, `block 3`; null: not known. */
  readonly where: string | null;
}

export type LossKind =
  | 'alignment'
  | 'comment'
  | 'depth'
  | 'footnote'
  | 'heading'
  | 'hidden_node'
  | 'html'
  | 'image'
  | 'invalid'
  | 'mark'
  | 'mention'
  | 'private_file'
  | 'quote'
  | 'rule'
  | 'size'
  | 'table'
  | 'task'
  | 'unsafe_html'
  | 'unsafe_link'
  | 'wording';

export interface Converted<Value> {
  readonly value: Value;
  readonly losses: readonly Loss[];
}

export interface Losses {
  /** What is lost from now on is lost there. */
  at(where: string | null): void;
  add(kind: LossKind, excerpt: string): void;
  list(): readonly Loss[];
}

export function createLosses(): Losses {
  const found = new Map<LossKind, { count: number; excerpt: string; where: string | null }>();
  let place: string | null = null;
  return {
    at(where) {
      place = where;
    },
    add(kind, excerpt) {
      const known = found.get(kind);
      if (known) known.count += 1;
      else found.set(kind, { count: 1, excerpt: excerpt.slice(0, 80), where: place });
    },
    list: () => [...found].map(([kind, loss]) => ({ kind, ...loss })),
  };
}

export const noLosses: Losses = { at() {}, add() {}, list: () => [] };
