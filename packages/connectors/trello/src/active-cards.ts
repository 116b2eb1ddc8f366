import { cardList } from './card-list.ts';
import type { TrelloClient } from './client.ts';
import { MOST_A_CALL, readIdPage } from './id-pages.ts';
import { asItem, idOf, textOf } from './item.ts';

export interface ActiveCards {
  readonly ids: readonly string[];
  /** The card below which there may be more, null at the end. */
  readonly next: string | null;
  readonly observedAt: Date;
}

/** Some of a board's cards with activity since a time, by the time of it that each shows; a call looks through a thousand. */
export async function readActiveCards(
  client: TrelloClient,
  { boardId, since, below, most }: { boardId: string; since: Date; below: string; most: number },
  signal: AbortSignal,
): Promise<ActiveCards> {
  const list = cardList('boards', boardId, 'dateLastActivity');
  const range = { from: null, before: below || null };
  const { items, next, answer } = await readIdPage(client, list, range, MOST_A_CALL, signal);
  const active = items.flatMap((card) => {
    const at = Date.parse(textOf(asItem(card)?.['dateLastActivity']) ?? '');
    return Number.isNaN(at) || at >= since.getTime() ? (idOf(card) ?? []) : [];
  });
  const ids = active.slice(0, most);
  return { ids, next: active.length > most ? (ids.at(-1) ?? null) : next, observedAt: answer.observedAt };
}
