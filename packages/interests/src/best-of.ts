/** So many items are kept of an interest, or of what was said. */
export const MOST_MATCHES = 100;
/** What is refused has to be told of each item, whichever of them other reasons have kept. */
const MOST_REFUSED = 5_000;

interface Rated {
  readonly itemId: string;
  readonly score: number;
}

/** The best first; of equals, the newest item. What is refused comes after them. */
export function bestOf<Match extends Rated>(matches: Iterable<Match>): Match[] {
  const all = [...matches].sort((a, b) => b.score - a.score || (a.itemId < b.itemId ? 1 : -1));
  const refused = all.filter(({ score }) => score === 0);
  return [...all.slice(0, all.length - refused.length).slice(0, MOST_MATCHES), ...refused.slice(0, MOST_REFUSED)];
}
