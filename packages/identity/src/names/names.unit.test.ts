import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignWords } from './align-words.ts';
import { readCompanyName } from './company-name.ts';
import { wordsOf } from './fold.ts';
import { readPersonName } from './person-name.ts';

describe('the name of a person', () => {
  it.each([
    ['Dr. Anna-Maria Müller', ['anna', 'maria', 'muller'], null],
    ['MÜLLER, Anna Maria', ['muller', 'anna', 'maria'], null],
    ['Sammy Davis, Jr.', ['sammy', 'davis'], 'jr'],
    ["Sinéad O'Connor", ['sinead', 'oconnor'], null],
    ['Юлия Петрова', ['yuliya', 'petrova'], null],
    ['', [], null],
    ['...', [], null],
    ['Junior', ['junior'], null],
  ])('%s is read', (text, words, suffix) => {
    expect(readPersonName(text)).toEqual({ words, suffix });
  });

  const liken = (a: string, b: string) => {
    const { pairs, restOfA, restOfB } = alignWords(readPersonName(a).words, readPersonName(b).words);
    return { likeness: pairs.map(({ likeness }) => likeness), rest: [...restOfA, ...restOfB] };
  };

  it.each([
    ['Bob Dylan', 'Dylan, Robert', ['same', 'nickname'], []],
    ['Catherine Wood', 'Cathy Woods', ['nickname', 'spelling'], []],
    ['J. Smith', 'John Smith', ['same', 'initial'], []],
    ['Annamaria Rossi', 'Anna Maria Rossi', ['same', 'same'], []],
    ['Jonh Carter', 'John Carter', ['same', 'spelling'], []],
    ['Michael Smith', 'Michelle Smith', ['same'], ['michael', 'michelle']],
    ['Ann Lee', 'Bob Lee', ['same'], ['ann', 'bob']],
    ['Jan Novak', 'Jon Novak', ['same', 'nickname'], []],
    ['Ann Lee', 'Amy Lee', ['same'], ['ann', 'amy']],
  ])('%s and %s have words alike', (a, b, likeness, rest) => {
    expect(liken(a, b)).toEqual({ likeness, rest });
  });

  it('is aligned word by word, none twice and none lost, the same from both sides', () => {
    const name = fc.array(fc.stringMatching(/^[a-e]{1,6}$/), { maxLength: 4 });
    fc.assert(
      fc.property(name, name, (a, b) => {
        const there = alignWords(a, b);
        expect(there.pairs.length + there.restOfA.length).toBeLessThanOrEqual(a.length);
        const back = alignWords(b, a);
        expect(back.pairs.length).toBe(there.pairs.length);
      }),
    );
  });
});

describe('the name of a company', () => {
  it.each([
    ['Acme, Inc.', ['acme'], 'inc'],
    ['ACME Corporation', ['acme'], 'inc'],
    ['Société Générale S.A.', ['societe', 'generale'], 'sa'],
    ['Müller & Söhne G.m.b.H.', ['muller', 'sohne'], 'gmbh'],
    ['The Company', ['the', 'company'], 'inc'],
    ['ООО Ромашка', ['romashka'], 'ooo'],
  ])('%s is read without what its lawyers added', (text, words, form) => {
    expect(readCompanyName(text)).toEqual({ words, form });
  });
});

it('any text is folded into words of letters and digits, and folding them again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const words = wordsOf(text);
      for (const word of words) expect(word).toMatch(/^[a-z0-9]+$/);
      expect(wordsOf(words.join(' '))).toEqual(words);
    }),
  );
});
