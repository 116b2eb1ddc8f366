/** Ids as MongoDB makes them: the second of their making, then what tells them apart. */
export function idAt(timeMs: number, rest: number): string {
  const second = Math.max(0, Math.floor(timeMs / 1_000));
  return second.toString(16).padStart(8, '0') + rest.toString(16).padStart(16, '0');
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** The short name in an address, from a number that tells objects apart. */
export function shortLinkOf(number: number): string {
  let rest = number * 7_919 + 104_729;
  let link = '';
  for (let i = 0; i < 8; i += 1) {
    link += LETTERS[rest % LETTERS.length];
    rest = Math.floor(rest / LETTERS.length) + (i + 1) * 31;
  }
  return link;
}
