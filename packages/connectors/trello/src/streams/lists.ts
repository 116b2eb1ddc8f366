import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { boardEdge } from '../board-edge.ts';
import { fetchOfBoard, wholeOfBoard } from '../board-stream.ts';
import type { TrelloClient } from '../client.ts';
import { checkedId, madeAt } from '../ids.ts';
import { asItem, idOf, requireText, takeNumber, takeState } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';

const FIELDS = 'name,closed,pos,idBoard';

/** Lists of a board, archived ones too: what other trackers call statuses. */
export const lists: Stream<TrelloClient> = {
  name: 'lists',
  title: 'Lists',
  kind: 'custom:list',
  ...wholeOfBoard((boardId) => ({ path: `/boards/${boardId}/lists`, query: { filter: 'all', fields: FIELDS } })),
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'state', type: 'choice', writable: 'no' },
    { name: 'closed', type: 'boolean', writable: 'no' },
    { name: 'position', type: 'number', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  fetchOne(client, key, signal) {
    const request = { path: `/lists/${checkedId(key.externalId)}`, query: { fields: FIELDS } };
    return fetchOfBoard(client, key, { name: 'list', request }, signal);
  },
  normalize: normalizeList,
};

function normalizeList(value: unknown, scope: string): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a list');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics);
  takeState(fields, item, diagnostics);
  takeNumber(fields, item, 'pos', diagnostics, 'position');
  fields['created_at'] = madeAt(externalId);
  return recordResult(
    {
      kind: 'custom:list',
      stream: 'lists',
      externalId,
      locator: externalId,
      fields,
      ...boardEdge(item, scope),
      remoteUpdatedAt: null,
      url: null,
    },
    diagnostics,
  );
}
