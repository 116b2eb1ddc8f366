import { nicknameKeys } from '../names/nicknames.ts';
import type { ReadCompany } from '../score/score-companies.ts';
import type { ReadPerson } from '../score/score-people.ts';

/**
 * Two records are compared only where they share one of these. `most` is how many may hold a key for it to be followed: what
 * half of all hold brings nobody together.
 */
export interface BlockingKey {
  readonly key: string;
  readonly most: number;
}

const OWN = 50;
const NAMED = 100;
const PREFIX = 4;

export function keysOfPerson({ traits, name, mailboxes, domains, employer }: ReadPerson): BlockingKey[] {
  const keys = [
    ...mailboxes.map((email) => ({ key: `e ${email}`, most: OWN })),
    ...traits.phones.map((phone) => ({ key: `p ${phone}`, most: OWN })),
  ];
  const places = [...domains, ...(employer === null ? [] : [employer])];
  const spellings = name.words.map((word) => (word.length === 1 ? [word] : nicknameKeys(word)));
  spellings.forEach((ones, i) => {
    for (const word of ones) {
      // Where somebody works finds them under one word of their name, and under how it begins.
      for (const place of places) keys.push({ key: `w ${place} ${word.slice(0, 2)}`, most: NAMED });
      spellings.forEach((others, j) => {
        if (i === j) return;
        for (const other of others) {
          if (i < j && word.length > 1 && other.length > 1)
            keys.push({ key: `n ${[word.slice(0, PREFIX), other.slice(0, PREFIX)].sort().join(' ')}`, most: NAMED });
          // A slip at the beginning of one word leaves the other and a letter.
          if (word.length >= PREFIX) keys.push({ key: `i ${word} ${other[0]}`, most: NAMED });
        }
      });
    }
  });
  return distinct(keys);
}

export function keysOfCompany({ traits, name, domains, city }: ReadCompany): BlockingKey[] {
  const words = name.words;
  return distinct([
    ...domains.map((domain) => ({ key: `d ${domain}`, most: OWN })),
    ...traits.phones.map((phone) => ({ key: `p ${phone}`, most: OWN })),
    ...(traits.register === null ? [] : [{ key: `r ${traits.register}`, most: OWN }]),
    ...words.flatMap((word, i) => [
      ...words.slice(i + 1).map((other) => ({
        key: `n ${[word.slice(0, PREFIX), other.slice(0, PREFIX)].sort().join(' ')}`,
        most: NAMED,
      })),
      ...(city === null ? [] : [{ key: `c ${city} ${word.slice(0, PREFIX)}`, most: NAMED }]),
    ]),
    ...(words.length === 1 ? [{ key: `o ${words[0]!.slice(0, 6)}`, most: NAMED }] : []),
  ]);
}

function distinct(keys: readonly BlockingKey[]): BlockingKey[] {
  return [...new Map(keys.map((each) => [each.key, each])).values()];
}
