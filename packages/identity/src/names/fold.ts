import anyAscii from 'any-ascii';

/**
 * A text in the letters and digits that all spellings of it share: of any script, without accents, in small letters; a
 * word is between blanks. `Müller-Lüdenscheidt` and `MULLER LUDENSCHEIDT` are one, as are `Юлия` and `Yuliya`.
 */
export function fold(text: string): string {
  return anyAscii(text.normalize('NFKC'))
    .toLowerCase()
    .replaceAll(/['’`´]/g, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

export function wordsOf(text: string): string[] {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
}
