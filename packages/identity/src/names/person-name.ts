import { fold } from './fold.ts';

/** A name as it is compared: its words in no order, and what tells father from son. */
export interface PersonName {
  readonly words: readonly string[];
  readonly suffix: string | null;
}

/** They are before or after names and no part of them. */
const TITLES = new Set(
  'mr mrs ms miss mx dr prof professor sir dame herr frau hr fr mme mlle monsieur madame senor senora sra dipl ing mag phd md mba msc bsc esq'.split(
    ' ',
  ),
);
const SUFFIXES = new Set('jr sr junior senior ii iii iv'.split(' '));
const spelling: Readonly<Record<string, string>> = { junior: 'jr', senior: 'sr' };

export function readPersonName(text: string | null): PersonName {
  const all = fold(text ?? '')
    .split(' ')
    .filter((word) => word !== '' && !TITLES.has(word));
  // A suffix stands last, or before a comma that was; a name of nothing else is a name.
  const suffix = all.length > 1 ? all.find((word) => SUFFIXES.has(word)) : undefined;
  return {
    words: all.filter((word) => word !== suffix),
    suffix: suffix === undefined ? null : (spelling[suffix] ?? suffix),
  };
}
