import type { Json } from '@syncline/core';
import { array, assert, constantFrom, integer, option, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOf, MOST_MATCHES } from './best-of.ts';
import { keysOfInterest, keysOfItem, keysOfSaid, soughtByInterest, soughtByItem, soughtBySaid } from './keys.ts';
import { LONGEST_TEXT, readSaid } from './read-said.ts';
import { readInterest, readItem } from './read-stated.ts';
import { fitOfInterest, fitOfSaid } from './score.ts';

type Fields = Record<string, Json>;
const elsa: Fields = { name: 'Wooden boat Elsa', category: 'Boats', price: 9_000 };
const boot: Fields = { name: 'Elsa XL', category: 'Boote' };
const stated = (interest: Fields, item: Fields = elsa) => fitOfInterest(readInterest(interest)!, readItem(item)!);
const said = (text: string, item: Fields = elsa) => fitOfSaid(readSaid(text), readItem(item)!);

describe('how well an item fits a stated interest', () => {
  it('is what fits of what was stated, and says so in words', () => {
    expect(stated({ category: 'boats', words: 'wooden mast', price_to: 10_000 })).toEqual({
      score: 1,
      parts: { category: 5, words: 3, price: 2 },
      says: 'Stated: category “boats”, word “wooden”, price 9000 (at most 10000)',
      sentence: null,
    });
    expect(stated({ category: 'furniture', words: 'wooden' })).toMatchObject({
      score: 0.38,
      parts: { category: 0, words: 3 },
      says: 'Stated: word “wooden”; not category “furniture”',
    });
  });

  it('is by the words as people write them: plurals, accents, German or English', () => {
    expect(stated({ category: 'Boot' }, { name: 'x', category: 'BOOTE' })?.score).toBe(1);
    expect(stated({ category: 'Klavier' }, { name: 'x', category: 'Klaviere' })?.score).toBe(1);
    expect(stated({ category: 'Stuhl' }, { name: 'x', category: 'Stühle' })?.score).toBe(1);
    expect(stated({ words: ['house'] }, { name: 'Old houses, two' })?.score).toBe(1);
  });

  it('is nothing where the price is outside, or nothing but the price fits', () => {
    expect(stated({ category: 'boats', price_to: 8_999.5 })).toBeNull();
    expect(stated({ category: 'boats', price_from: '9000', price_to: 9_000 })?.score).toBe(1);
    expect(stated({ category: 'cars', price_to: 10_000 })).toBeNull();
    expect(stated({ category: 'boats', price_to: 10_000 }, { ...elsa, price: 'ask us' })).toMatchObject({
      score: 0.71,
      parts: { category: 5, price: 0 },
    });
  });

  it('a sold item is none, and a price is no interest', () => {
    expect(readItem({ ...elsa, status: 'Sold' })).toBeNull();
    expect(readItem({ price: 3 })).toBeNull();
    expect(readInterest({ price_to: 3 })).toBeNull();
    expect(readInterest({ words: 'the and' })).toBeNull();
  });
});

it('no half of a character is handed on, which Postgres refuses', () => {
  const long = `${'x'.repeat(299)}🚤 boat`;
  for (const text of [long, `${'x. '.repeat(1333)}🚤`, 'boat \ud83d. \udea4 boat'])
    for (const sentence of readSaid(text)) expect(sentence.text.isWellFormed()).toBe(true);
  expect(readItem({ name: 'Boat', category: long })?.shownCategory).toBe('x'.repeat(299));
});

describe('what was said of an item', () => {
  it.each([
    ['He asked about the WOODEN boat, Elsa. Then lunch', 0.75, 'He asked about the WOODEN boat, Elsa'],
    ['Would like to see the wooden boat elsa!', 1, 'Would like to see the wooden boat elsa'],
    ['Lunch.\nShe is looking for a boat, cheap', 0.63, 'She is looking for a boat, cheap'],
    ['She is interested in wooden boats', 1, 'She is interested in wooden boats'],
    ["I'd like something wooden", 0.38, "I'd like something wooden"],
    ['Frau Lee sucht ein Boot', 0.63, 'Frau Lee sucht ein Boot', { name: 'Elsa XL', category: 'Boote' }],
    ['Interessiert sich für Boote', 0.63, 'Interessiert sich für Boote', { name: 'Elsa XL', category: 'Boot' }],
  ])('%s', (text, score, sentence, item: Fields = elsa) => {
    const fit = said(text, item);
    expect(fit).toMatchObject({ score, sentence });
    expect(fit!.says).toContain(sentence);
  });

  it.each([
    ['Has a boat'],
    ['Can’t look at the boat on Friday'],
    ['Sein Boot fährt nicht mehr'],
    ['Kein Interesse an Booten'],
    ['Sucht keine Boote'],
    ['Sie sucht nicht mehr nach einem Boot'],
    ['Would like to meet on Friday'],
    [''],
  ])('%s: nothing', (text) => expect(said(text)).toBeNull());

  it.each([
    ['Not interested in the wooden boat Elsa'],
    ['She is not really interested in boats'],
    ['He is no longer looking for a boat, thanks'],
    ['No longer interested in boats'],
    ["They don't want a boat"],
    ['They have already bought a boat'],
    ['Kein Interesse mehr an Booten', boot],
    ['Das Boot hat sich erledigt', boot],
    ['Er möchte doch kein Boot', boot],
    ['Die Elsa XL nehmen sie doch nicht', boot],
    ['Sie haben schon ein Boot gekauft', boot],
  ])('%s: refused', (text, item: Fields = elsa) =>
    expect(said(text, item)).toEqual({ score: 0, parts: {}, says: `Refused: “${text}”`, sentence: text }),
  );

  it.each([
    ['Not interested in the steel boat Otto'],
    ['Not interested in sailing boats'],
    ['Not interested in anything wooden'],
    ['No longer interested'],
    ['Kein Interesse mehr an Schlauchbooten', boot],
    ["They don't need financing for the boat"],
    ["They don't want a trailer for the Elsa"],
  ])('%s: of another thing', (text, item: Fields = elsa) => expect(said(text, item)).toBeNull());

  it.each([
    ['Not interested in the sailing boat, but looking for a motor boat'],
    ['Not interested in cars, looking for a boat'],
    ['Already bought a trailer, now looking for a boat'],
    ['Not interested in the Otto, would like to see the boat Elsa'],
    ['Not only interested in boats'],
    ["Why don't they want the boat?"],
    ['Möchte doch nicht das Segelboot, sondern ein Boot', boot],
    ['Das Rad möchte er nicht, er sucht ein Boot', boot],
  ])('%s: nothing, since it says yes beside, or sets one thing against another', (text, item: Fields = elsa) =>
    expect(said(text, item)).toBeNull(),
  );

  it('who says yes and no of a thing in one text wants it', () => {
    expect(said('Not interested in boats before May. Looking for a boat')?.score).toBe(0.63);
  });

  it('a sentence that denies takes only itself back', () => {
    expect(said('Not interested in cars. Looking for boats')?.sentence).toBe('Looking for boats');
  });

  it('a name that anybody says is no name', () => {
    expect(said('The bus came late', { name: 'Bus' })).toBeNull();
    expect(said('We spoke of Elsa', { name: 'Elsa' })?.score).toBe(0.75);
  });
});

describe('what is bounded', () => {
  it('the text that is looked at, and the matches that are kept', () => {
    expect(said(`${'x'.repeat(LONGEST_TEXT)}. Looking for boats`)).toBeNull();
    const matches = Array.from({ length: 300 }, (_, n) => ({ itemId: `i${1_000 + n}`, score: ((n % 3) + 1) / 3 }));
    const best = bestOf(matches);
    expect(best).toHaveLength(MOST_MATCHES);
    expect(new Set(best.map(({ score }) => score))).toEqual(new Set([1]));
    expect(best[0]).toEqual({ itemId: 'i1299', score: 1 });
    // What is refused takes the place of nothing, and is kept beyond.
    const refused = Array.from({ length: 300 }, (_, n) => ({ itemId: `r${n}`, score: 0 }));
    expect(bestOf([...refused, ...matches])).toHaveLength(MOST_MATCHES + 300);
  });
});

describe('keys', () => {
  const word = constantFrom(
    'wooden',
    'Boats',
    'boat',
    'Boote',
    'steel',
    'the',
    'a',
    'Elsa',
    '42',
    'Ölfass',
    'xy',
    'looking for',
    'sucht',
    'not interested in',
    'hat sich erledigt',
  );
  const words = array(word, { maxLength: 9 }).map((list) => list.join(' '));
  const item = record({
    name: words,
    category: option(words, { nil: null }),
    price: option(integer({ min: 0, max: 9 }), { nil: null }),
  });
  const shares = (some: readonly string[], others: readonly string[]): boolean =>
    some.some((key) => others.includes(key));

  it('nothing that fits is missed for want of a key, from either side', () => {
    assert(
      property(
        item,
        record({
          words,
          category: option(words, { nil: null }),
          price_to: option(integer({ min: 0, max: 9 }), { nil: null }),
        }),
        (own, wish) => {
          const [thing, interest] = [readItem(own), readInterest(wish)];
          if (!thing || !interest || !fitOfInterest(interest, thing)) return;
          expect(shares(soughtByInterest(interest), keysOfItem(thing))).toBe(true);
          expect(shares(soughtByItem(thing).either, keysOfInterest(interest))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
    assert(
      property(item, array(words, { maxLength: 3 }), (own, lines) => {
        const thing = readItem(own);
        const sentences = readSaid(lines.join('\n'));
        if (!thing || !fitOfSaid(sentences, thing)) return;
        const keys = keysOfSaid(sentences);
        const { either, all } = soughtByItem(thing);
        expect(shares(soughtBySaid(sentences), keysOfItem(thing))).toBe(true);
        expect(shares(either, keys) || all.every((key) => keys.includes(key))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a score is between 0 and 1, and what it is made of makes it', () => {
    assert(
      property(item, record({ words, category: option(words, { nil: null }) }), (own, wish) => {
        const [thing, interest] = [readItem(own), readInterest(wish)];
        const fit = thing && interest ? fitOfInterest(interest, thing) : null;
        if (!fit) return;
        expect(fit.score).toBeGreaterThan(0);
        expect(fit.score).toBeLessThanOrEqual(1);
        expect(fit.score === 1).toBe(Object.values(fit.parts).every((part) => part > 0));
      }),
    );
  });
});
