import type { CreateSearch, Written } from '@syncline/connector-sdk';
import { boardIdOf } from '../board-list.ts';
import { cardList } from '../card-list.ts';
import type { TrelloClient } from '../client.ts';
import { MOST_A_CALL, readIdPage } from '../id-pages.ts';
import { firstIdAt } from '../ids.ts';
import { asItem, idOf, textOf } from '../item.ts';
import { splitOwnKey } from '../own-key.ts';

/** Both clocks may be off by hours. */
export const CLOCK_SKEW_MS = 3 * 3_600_000;

/**
 * Looks for a card by the key in its text among those made on the board since the first attempt, archived ones too. Ids
 * tell when a card was made, and lists are read from where cards are written. The oldest is taken: a person may have
 * copied it already, key and all.
 */
export async function findCreatedCard(
  client: TrelloClient,
  search: CreateSearch,
  signal: AbortSignal,
): Promise<Written | null> {
  const boardId = await boardIdOf(client, search.scope, signal);
  const from = firstIdAt(search.since.getTime() - CLOCK_SKEW_MS);
  let found: string | null = null;
  for (let before: string | null = null; ; ) {
    const page = await readIdPage(client, cardList('boards', boardId, 'desc'), { from, before }, MOST_A_CALL, signal);
    for (const card of page.items)
      if (splitOwnKey(textOf(asItem(card)?.['desc']) ?? '').ownKey === search.ownKey) found = idOf(card) ?? found;
    before = page.next;
    if (before === null) break;
  }
  return found === null ? null : { key: { externalId: found, locator: found, scope: boardId }, raw: null };
}
