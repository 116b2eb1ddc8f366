/** So many items are kept of an interest, or of what was said. */
export const MOST_MATCHES = 100;

interface Rated {
  readonly itemId: string;
  readonly score: number;
}

/** The best first; of equals, the newest item. */
export function bestOf<Match extends Rated>(matches: Iterable<Match>): Match[] {
  return [...matches].sort((a, b) => b.score - a.score || (a.itemId < b.itemId ? 1 : -1)).slice(0, MOST_MATCHES);
}
