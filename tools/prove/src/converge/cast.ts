/** Who takes part in a proof, and what each can show: the model's own words, written down without the engine. */

export type SideName = string;

/** What a side can show of a record. */
export interface Traits {
  /** The hub's word and the side's own. The first pair of an own word says what that means; the first of a hub's word where that goes. */
  readonly statuses: readonly (readonly [hub: string, own: string])[];
  readonly labels: boolean;
  readonly priority: boolean;
  /** How many there is room for. */
  readonly assignees: 'many' | 'one' | 'none';
  /** Whether people can delete a record there, and whether programs can; `with the last`: it goes when the others have. */
  readonly deletes: { readonly people: boolean; readonly programs: boolean | 'with the last' };
}

export interface Cast {
  readonly sides: Readonly<Record<SideName, Traits>>;
  /** Whose status stands, whatever others say; null: the last edit does. */
  readonly statusOwner: SideName | null;
  /** The side that shows everything: what the next round starts from is read there. */
  readonly richest: SideName;
}

export function traitsOf(cast: Cast, side: SideName): Traits {
  const traits = cast.sides[side];
  if (!traits) throw new Error(`There is no side ${side}`);
  return traits;
}

/** How a side says the hub's word. */
export function ownWord(traits: Traits, word: string): string {
  const pair = traits.statuses.find(([hub]) => hub === word);
  if (!pair) throw new Error(`No word for the status ${word}`);
  return pair[1];
}

/** What a side's word means; an unknown one means itself, and is seen to be wrong. */
export function hubWord(traits: Traits, word: string): string {
  return traits.statuses.find(([, own]) => own === word)?.[0] ?? word;
}
