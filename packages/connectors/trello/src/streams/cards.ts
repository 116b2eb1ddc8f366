import type { Stream } from '@syncline/connector-sdk';
import { leftOutBoard, readBoard } from '../board-list.ts';
import { cardFields } from '../card-fields.ts';
import { CARD_PAGE, planCardWindows, readCardWindow } from '../card-list.ts';
import { keepCards, parseCards } from '../card-page.ts';
import { readChangedCards } from '../changed-cards.ts';
import type { TrelloClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, idIn } from '../item.ts';
import { normalizeCard } from '../normalize-card.ts';
import { readCard } from '../read-cards.ts';
import { cardWrites } from '../writes/card-writes.ts';

/** Cards of a board, archived ones too. */
export const cards: Stream<TrelloClient> = {
  name: 'cards',
  title: 'Cards',
  kind: 'work_item',
  scopeKind: 'board',
  backfill: 'windows',
  incremental: 'since',
  pageSize: CARD_PAGE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: cardFields,
  writes: cardWrites,
  planWindows: planCardWindows,
  readPage: (client, request, signal) =>
    request.since === null
      ? readCardWindow(client, request, signal)
      : readChangedCards(client, { ...request, since: request.since }, signal),
  // By id, which survives a move to another board.
  fetchOne: (client, key, signal) =>
    fetchRecord({
      name: `card ${key.externalId}`,
      async read() {
        const { data } = await readCard(client, key.externalId, signal);
        const boardId = idIn(asItem(data), 'idBoard');
        const detail = await leftOutBoard(client, boardId, signal);
        if (detail !== null) return { outcome: 'out_of_scope', detail };
        return { outcome: 'found', raw: await keepCards(client, boardId ?? key.scope, [data], signal) };
      },
      control: () => readBoard(client, key.scope, signal),
    }),
  parsePage: parseCards,
  normalize: normalizeCard,
};
