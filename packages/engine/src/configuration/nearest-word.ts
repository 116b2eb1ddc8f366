/** The word that was probably meant; null: none is near. */
export function nearestWord(word: string, words: Iterable<string>): string | null {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[_\- ]/g, '');
  const ranked = [...words]
    .map((candidate) => ({ candidate, distance: editDistance(plain(word), plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.candidate : null;
}

/** `did you mean X?`, or else those that there are. */
export function suggestion(word: string, words: readonly string[]): string {
  const nearest = nearestWord(word, words);
  if (nearest !== null) return `did you mean ${nearest}?`;
  return words.length === 0 ? 'there are none' : `there are ${words.join(', ')}`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
