import type { Sentence } from './read-said.ts';
import type { Interest, Item, Words } from './read-stated.ts';
import { tellsWhich } from './words.ts';

/** What each thing that fits counts for. */
const CATEGORY = 5;
const WORDS = 3;
const PRICE = 2;
/** Of what was said: a name says more than a category, and a wish makes it whole. */
const NAME = 6;
const WISH = 2;
/** Below, it is chance. */
const LEAST = 0.3;
/** A name as short as this is a word that anybody says. */
const SHORTEST_NAME = 4;

export interface Fit {
  /** From 0 to 1, with two digits; 0: it was refused. */
  readonly score: number;
  /** What the score is made of, of all that was stated; what did not fit has 0. */
  readonly parts: Readonly<Record<string, number>>;
  /** The score in words. */
  readonly says: string;
  /** What was said, where it was. */
  readonly sentence: string | null;
}

/** Whether an item is what was stated, and by how much; null: it is not. A price outside fits nobody. */
export function fitOfInterest(interest: Interest, item: Item): Fit | null {
  const { price } = item;
  const hasPrice = interest.from !== null || interest.to !== null;
  if (hasPrice && price !== null && (price < (interest.from ?? price) || price > (interest.to ?? price))) return null;
  const shared = interest.words === null ? [] : sharedOf(interest.words, item.words);
  const parts: Record<string, number> = {};
  const fits: string[] = [];
  const misses: string[] = [];
  const note = (part: string, fitting: boolean, weight: number, said: string): void => {
    parts[part] = fitting ? weight : 0;
    (fitting ? fits : misses).push(said);
  };
  if (interest.category !== null) {
    const fitting = interest.category === item.category;
    note('category', fitting, CATEGORY, `category “${interest.shownCategory}”`);
  }
  if (interest.words !== null) {
    const shown = shared.length > 0 ? shared : [...interest.words.values()];
    note('words', shared.length > 0, WORDS, quoted(shown));
  }
  if (sumOf(parts) === 0) return null;
  if (hasPrice)
    note('price', price !== null, PRICE, price === null ? 'price unknown' : `price ${price} ${rangeOf(interest)}`);
  const most =
    (interest.category === null ? 0 : CATEGORY) + (interest.words === null ? 0 : WORDS) + (hasPrice ? PRICE : 0);
  const says = `Stated: ${fits.join(', ')}${misses.length === 0 ? '' : `; not ${misses.join(', ')}`}`;
  return fitOf(parts, most, says, null);
}

/**
 * Whether somebody has said that they want an item, or named it; null: no. The sentence that says most counts. Where none
 * does, one that refuses the item is the answer.
 */
export function fitOfSaid(sentences: readonly Sentence[], item: Item): Fit | null {
  let best: Fit | null = null;
  for (const sentence of sentences) {
    const fit = sentence.isRefusal ? refusalIn(sentence, item) : fitOfSentence(sentence, item);
    if (fit !== null && (best === null || fit.score > best.score)) best = fit;
  }
  return best;
}

function fitOfSentence({ stems, line, isWish, text }: Sentence, item: Item): Fit | null {
  if (item.line.trim().length >= SHORTEST_NAME && line.includes(item.line)) {
    const parts = { name: NAME, wish: isWish ? WISH : 0 };
    return fitOf(parts, NAME + WISH, `Named${isWish ? ', with a wish' : ''}: “${text}”`, text);
  }
  if (!isWish) return null;
  const isOfCategory = item.category !== null && line.includes(` ${item.category} `);
  // The word of the category is no second sign.
  const own = item.category?.split(' ') ?? [];
  const shared = [...item.words].flatMap(([stem, word]) => (stems.includes(stem) && !own.includes(stem) ? [word] : []));
  const parts = { category: isOfCategory ? CATEGORY : 0, words: shared.length > 0 ? WORDS : 0 };
  const signs = [
    ...(isOfCategory ? [`category “${item.shownCategory}”`] : []),
    ...(shared.length > 0 ? [quoted(shared)] : []),
  ];
  return fitOf(parts, CATEGORY + WORDS, `Wished for ${signs.join(', ')}: “${text}”`, text);
}

/**
 * What is refused is named, or it is of a category that is, as a whole: “no wooden boats” are not all boats, and “no
 * financing for the boat” is no word on the boat.
 */
function refusalIn({ stems, behind, text }: Sentence, item: Item): Fit | null {
  const fit: Fit = { score: 0, parts: {}, says: `Refused: “${text}”`, sentence: text };
  const tells = (stem: string | undefined): boolean => stem !== undefined && tellsWhich(stem) && !item.words.has(stem);
  const isMeant = (at: number): boolean => !stems.slice(stems.length - behind, Math.max(0, at)).some(tells);
  const name = item.line.trim();
  if (name.length >= SHORTEST_NAME && placesOf(name.split(' '), stems).some(isMeant)) return fit;
  if (item.category === null) return null;
  const category = item.category.split(' ');
  const places = placesOf(category, stems).filter((at) => ![stems[at - 1], stems[at + category.length]].some(tells));
  return places.some(isMeant) ? fit : null;
}

/** Where some words stand among others, in their order. */
function placesOf(words: readonly string[], stems: readonly string[]): number[] {
  return stems.flatMap((_, at) => (words.every((word, n) => stems[at + n] === word) ? [at] : []));
}

function fitOf(
  parts: Readonly<Record<string, number>>,
  most: number,
  says: string,
  sentence: string | null,
): Fit | null {
  const score = Math.round((sumOf(parts) / most) * 100) / 100;
  return score < LEAST ? null : { score, parts, says, sentence };
}

function sumOf(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((sum, each) => sum + each, 0);
}

function sharedOf(stated: Words, own: Words): string[] {
  return [...stated].flatMap(([stem, word]) => (own.has(stem) ? [word] : []));
}

function quoted(words: readonly string[]): string {
  return `${words.length === 1 ? 'word' : 'words'} ${words.map((word) => `“${word}”`).join(' ')}`;
}

function rangeOf({ from, to }: Interest): string {
  if (from === null) return `(at most ${to})`;
  return to === null ? `(at least ${from})` : `(${from} to ${to})`;
}
