import { wordsOf } from '@syncline/identity';

/** Words that say nothing of a thing, English and German, as they are compared. */
const empty = new Set(
  [
    'the and for with from into onto this that these those his her its our your their him them you she who what which',
    'are was were been has have had will would could should can may not but all any some one two more most very new used',
    'like look looking want interested interest need about please thanks hello call called back also still just see',
    'der die das den dem des ein eine einen einem einer eines und oder mit von vom zum zur fur aus bei auf uber unter',
    'ist sind war waren hat haben hatte wird werden will nicht kein keine auch noch nur sehr sie ihr ihm ihn uns wir ich',
    'sucht suche suchen interessiert interesse mochte gern gerne neu neue neuen gebraucht',
  ].flatMap((line) => line.split(' ').map(stemOf)),
);

/** Words beside a thing that is refused that don't tell which one it is. */
const beside = new Set(
  [
    'longer more anymore already bought found got now yet today currently right moment elsewhere year month week',
    'mehr doch erledigt bedarf schon bereits gekauft gefunden jetzt derzeit moment momentan heute sicher danke jahr',
  ].flatMap((line) => line.split(' ').map(stemOf)),
);

/** A word without the endings of plurals: `boats` and `boat` are one, as are `Boote` and `Boot`. The word is folded. */
function stemOf(word: string): string {
  for (const ending of ['en', 'es', 'er', 'e', 'n'])
    if (word.length - ending.length >= 4 && word.endsWith(ending)) return stemOf(word.slice(0, -ending.length));
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? stemOf(word.slice(0, -1)) : word;
}

/** All words of a text as they are compared, in their order. */
export function stemsOf(text: string): string[] {
  return wordsOf(text).map(stemOf);
}

/** A word by which a thing may be found. */
export function isTelling(stem: string): boolean {
  return stem.length > 2 && !empty.has(stem);
}

/** A word that tells which of many things is meant. */
export function tellsWhich(stem: string): boolean {
  return isTelling(stem) && !beside.has(stem);
}

/** Neighbouring words in one, up to so many. */
export function runsOf(stems: readonly string[], most: number): string[] {
  return stems.flatMap((_, from) =>
    Array.from({ length: Math.min(most, stems.length - from) }, (_none, n) =>
      stems.slice(from, from + n + 1).join(' '),
    ),
  );
}

/** Words in one, as they are looked for in another such line. */
export function lineOf(stems: readonly string[]): string {
  return ` ${stems.join(' ')} `;
}
