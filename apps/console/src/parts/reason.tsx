import type { ClientDetail } from '../api/client.ts';
import { percent } from '../format/format.ts';

type Match = Pick<ClientDetail['matches']['items'][number], 'score' | 'explanation'>;

/** How well an item fits, and why, in words. */
export function Reason({ score, explanation }: Match) {
  return (
    <>
      <span className="small">fits by {percent(score)}</span>
      <span className="dim small reason">{explanation.says}</span>
    </>
  );
}
