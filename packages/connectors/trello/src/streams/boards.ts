import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { leftOutBoard, readBoard, readBoards } from '../board-list.ts';
import { parseItems } from '../board-stream.ts';
import type { TrelloClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { checkedId, madeAt } from '../ids.ts';
import { asItem, idOf, requireText, takeState, takeText, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';

/** Boards: those that the settings name, or all of the token's member; closed ones too. */
export const boards: Stream<TrelloClient> = {
  name: 'boards',
  title: 'Boards',
  kind: 'project',
  scopeKind: 'account',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: 1_000,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'description', type: 'rich_text', writable: 'no' },
    { name: 'state', type: 'choice', writable: 'no' },
    { name: 'closed', type: 'boolean', writable: 'no' },
    { name: 'short_name', type: 'text', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  async readPage(client, _request, signal) {
    const { raw, observedAt } = await readBoards(client, signal);
    return { raw, next: null, observedAt };
  },
  // There is nothing above a board whose answer would prove that a 404 of it is a delete.
  fetchOne: (client, key, signal) =>
    fetchRecord({
      name: `board ${key.externalId}`,
      async read() {
        const detail = await leftOutBoard(client, key.externalId, signal);
        if (detail !== null) return { outcome: 'out_of_scope', detail };
        return { outcome: 'found', raw: (await readBoard(client, checkedId(key.externalId), signal)).raw };
      },
    }),
  parsePage: parseItems,
  normalize: normalizeBoard,
};

function normalizeBoard(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a board');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics);
  takeText(fields, item, 'desc', diagnostics, 'description');
  takeState(fields, item, diagnostics);
  takeText(fields, item, 'shortLink', diagnostics, 'short_name');
  fields['created_at'] = madeAt(externalId);
  return recordResult(
    {
      kind: 'project',
      stream: 'boards',
      externalId,
      locator: textOf(item['shortLink']) || null,
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: utcTime(item['dateLastActivity']),
      url: textOf(item['url']) || null,
    },
    diagnostics,
  );
}
