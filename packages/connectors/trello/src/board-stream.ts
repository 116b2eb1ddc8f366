import type { FetchedPage, FetchedRecord, RecordKey, Stream } from '@syncline/connector-sdk';
import { boardIdOf, leftOutBoard, readBoard } from './board-list.ts';
import type { ApiRequest, TrelloClient } from './client.ts';
import { fetchRecord } from './fetch-record.ts';
import { asItem, idIn } from './item.ts';

type Reads = Pick<
  Stream<TrelloClient>,
  | 'scopeKind'
  | 'backfill'
  | 'incremental'
  | 'pageSize'
  | 'idsNeverReused'
  | 'locatorsAreStable'
  | 'readPage'
  | 'parsePage'
>;

/** Reading of what Trello gives of a board in one answer, however much it is. */
export function wholeOfBoard(listOf: (boardId: string) => ApiRequest): Reads {
  return {
    scopeKind: 'board',
    backfill: 'follow',
    incremental: 'relist',
    pageSize: 1_000,
    idsNeverReused: true,
    locatorsAreStable: true,
    async readPage(client, request, signal): Promise<FetchedPage> {
      const boardId = await boardIdOf(client, request.scope, signal);
      const { raw, observedAt } = await client.send(listOf(boardId), signal);
      return { raw, next: null, observedAt };
    },
    parsePage: parseItems,
  };
}

/** One object that shows its board, which tells whether it takes part; a 404 of it is a delete when its board answers. */
export function fetchOfBoard(
  client: TrelloClient,
  key: RecordKey,
  what: { readonly name: string; readonly request: ApiRequest; boardOf?(data: unknown): string | null },
  signal: AbortSignal,
): Promise<FetchedRecord> {
  const boardOf = what.boardOf ?? ((data: unknown) => idIn(asItem(data), 'idBoard'));
  return fetchRecord({
    name: `${what.name} ${key.externalId}`,
    async read() {
      const { raw, data } = await client.send(what.request, signal);
      const detail = await leftOutBoard(client, boardOf(data), signal);
      return detail === null ? { outcome: 'found', raw } : { outcome: 'out_of_scope', detail };
    },
    control: () => readBoard(client, key.scope, signal),
  });
}

/** The items of a raw page: of a list, or a single object, as `fetchOne` gives it, which is a page of one. */
export function parseItems(raw: Uint8Array): readonly unknown[] {
  const data: unknown = JSON.parse(new TextDecoder().decode(raw));
  return Array.isArray(data) ? data : [data];
}
