import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { boardEdge } from '../board-edge.ts';
import { fetchOfBoard, wholeOfBoard } from '../board-stream.ts';
import type { TrelloClient } from '../client.ts';
import { expressName } from '../express.ts';
import { checkedId } from '../ids.ts';
import { asItem, idOf, takeText } from '../item.ts';
import { labelName } from '../label-name.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { labelWrites } from '../writes/label-writes.ts';

/** Labels of a board. Trello allows a thousand, and gives fifty unless it is asked for more. */
export const labels: Stream<TrelloClient> = {
  name: 'labels',
  title: 'Labels',
  kind: 'label',
  ...wholeOfBoard((boardId) => ({ path: `/boards/${boardId}/labels`, query: { limit: 1_000 } })),
  fields: [
    { name: 'name', type: 'text', writable: 'yes', required: true, express: expressName },
    { name: 'color', type: 'choice', writable: 'yes' },
  ],
  writes: labelWrites,
  fetchOne: (client, key, signal) =>
    fetchOfBoard(client, key, { name: 'label', request: { path: `/labels/${checkedId(key.externalId)}` } }, signal),
  normalize: normalizeLabel,
};

function normalizeLabel(value: unknown, scope: string): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a label');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  takeText(fields, item, 'color', diagnostics);
  fields['name'] = labelName(item) ?? '';
  return recordResult(
    {
      kind: 'label',
      stream: 'labels',
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
