import type { Json } from '../../../json.ts';
import type { Fields } from '../../shadow.ts';
import type { Field } from './history.ts';
import type { Side, Values } from './side.ts';

/** A write of ours: what the hub knows of it, and what has become of it. */
export class Request {
  readonly sent: Fields;
  readonly expected: Fields;
  /** What of it the hub still expects to show. */
  patch: Fields;
  state: 'sent' | 'doubt' = 'sent';
  /** It has reached the vendor. */
  arrived = false;
  /** By field, whether the hub can know that: by the answer, or because the first read after it shows the value. */
  readonly #told = new Map<string, boolean>();

  constructor(patch: Fields, expected: Fields) {
    this.sent = patch;
    this.patch = patch;
    this.expected = expected;
  }

  hasLanded(remote: string): void {
    this.patch = Object.fromEntries(Object.entries(this.patch).filter(([field]) => field !== remote));
  }

  /** The answer has come; these fields were seen to change meanwhile. */
  answered(overtaken: readonly string[]): void {
    this.state = 'doubt';
    this.patch = Object.fromEntries(Object.entries(this.patch).filter(([field]) => overtaken.includes(field)));
    for (const field of Object.keys(this.sent)) if (!overtaken.includes(field)) this.#told.set(field, true);
  }

  readBy(side: Side, shown: Values): void {
    for (const [field, value] of Object.entries(this.sent))
      if (!this.#told.has(field))
        this.#told.set(field, same(side.shownAs(field as Field, value), shown[field as Field]));
  }

  /** Whether it wrote what the side shows as this value. */
  wrote(side: Side, field: Field, value: Json): boolean {
    return field in this.sent && same(side.shownAs(field, this.sent[field]!), value);
  }

  isTold(field: Field): boolean {
    return this.#told.get(field) === true;
  }
}

export function same(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
