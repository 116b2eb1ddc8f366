import type { Sentence } from './read-said.ts';
import type { Interest, Item } from './read-stated.ts';
import { isTelling, runsOf } from './words.ts';

/** A name is found by its beginning. */
const NAME_WORDS = 6;
/** So is a category. */
const CATEGORY_WORDS = 3;

/**
 * Keys of a side are those that the other one seeks: what shares none is not compared. The keys of items begin with
 * `item`, those of interests with `interest`, those of what was said with `said` or `wish`.
 */
export function keysOfItem({ stems, words, category }: Item): string[] {
  return [
    ...(category === null ? [] : [`item category ${beginningOf(category)}`]),
    ...[...words.keys()].map((word) => `item word ${word}`),
    ...(stems.length === 0 ? [] : [`item name ${stems.slice(0, NAME_WORDS).join(' ')}`]),
  ];
}

/** What an item is sought by: any of `either` is enough, of what names it all have to be there. */
export function soughtByItem({ stems, words, category }: Item): { readonly either: string[]; readonly all: string[] } {
  const both = (what: string, key: string): string[] => [`interest ${what} ${key}`, `wish ${key}`];
  return {
    either: [
      ...(category === null ? [] : both('category', beginningOf(category))),
      ...[...words.keys()].flatMap((word) => both('word', word)),
    ],
    all: [...new Set(stems)].slice(0, NAME_WORDS).map((stem) => `said ${stem}`),
  };
}

export function keysOfInterest({ words, category }: Interest): string[] {
  return [
    ...(category === null ? [] : [`interest category ${beginningOf(category)}`]),
    ...[...(words ?? new Map()).keys()].map((word) => `interest word ${word}`),
  ];
}

export function soughtByInterest(interest: Interest): string[] {
  return keysOfInterest(interest).map((key) => key.replace(/^interest/, 'item'));
}

export function keysOfSaid(sentences: readonly Sentence[]): string[] {
  const wished = sentences.filter(({ isWish, isRefusal }) => isWish || isRefusal);
  return [
    ...new Set([
      ...wished.flatMap(({ stems }) => runsOf(stems, CATEGORY_WORDS).map((run) => `wish ${run}`)),
      ...sentences.flatMap(({ stems }) => stems.map((stem) => `said ${stem}`)),
    ]),
  ];
}

export function soughtBySaid(sentences: readonly Sentence[]): string[] {
  const wished = sentences.filter(({ isWish, isRefusal }) => isWish || isRefusal);
  return [
    ...new Set([
      ...wished.flatMap(({ stems }) => runsOf(stems, CATEGORY_WORDS).map((run) => `item category ${run}`)),
      ...wished.flatMap(({ stems }) => stems.filter(isTelling).map((stem) => `item word ${stem}`)),
      ...sentences.flatMap(({ stems }) => runsOf(stems, NAME_WORDS).map((run) => `item name ${run}`)),
    ]),
  ];
}

/** Under which an interest, or what was said, is found by whom it is of. */
export function keysOfWho(entityIds: readonly string[]): string[] {
  return entityIds.map((id) => `who ${id}`);
}

function beginningOf(category: string): string {
  return category.split(' ').slice(0, CATEGORY_WORDS).join(' ');
}
