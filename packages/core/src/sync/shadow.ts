import type { Json } from '../json.ts';

export type Fields = Readonly<Record<string, Json>>;

/** What a mapping remembers of each field of its remote, in the remote's own terms. */
export interface Shadow {
  /** What the remote last showed. */
  readonly seen: Fields;
  /** What both sides last agreed on; a missing field was never agreed on. */
  readonly base: Fields;
  /** Our values that the remote shows as `seen`: what a vendor made of them, or differences that were accepted (3.6, 3.12). */
  readonly sent: Fields;
  /** Fields that stay out of merges and patches until someone decides (3.5). */
  readonly held: Readonly<Record<string, HeldField>>;
  /** How often the remote took a field back to what it was before our write (5.8). */
  readonly reversals: Readonly<Record<string, Reversals>>;
  /** Values of sensitive fields that may be written. */
  readonly approved: Fields;
}

export interface HeldField {
  /** The conflict class, why the value means nothing to the hub (`Adopted`), `refused` by the vendor, or `mistaken`: it was ours, and wrong. */
  readonly reason: string;
  /** The key of the conflict or item that says more. */
  readonly key: string;
  /** Only these members of a set wait, until the hub knows whom they name (3.9); the rest of it goes on. */
  readonly members?: readonly string[];
  /** What the remote is to show again while it is held: a decision was taken back after it was written there. */
  readonly restore?: Json;
}

export interface Reversals {
  /** What our last write replaced. */
  readonly before: Json;
  /** When the remote took it back, in ms. */
  readonly times: readonly number[];
}

export const emptyShadow: Shadow = { seen: {}, base: {}, sent: {}, held: {}, reversals: {}, approved: {} };

/** Where the value of an entity's field comes from. */
export interface FieldOrigin {
  /** When it was made, ISO 8601, at the remote or by a person at the hub. */
  readonly at: string;
  /** The member (`connection/stream`) or `hub`. */
  readonly by: string;
  /** The entity's version that brought it. */
  readonly version: number;
}
