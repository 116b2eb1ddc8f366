import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json, Reference } from '@syncline/core';
import { boardEdge } from '../board-edge.ts';
import { fetchOfBoard, wholeOfBoard } from '../board-stream.ts';
import { checkItems, expressCheckItems } from '../check-items.ts';
import type { TrelloClient } from '../client.ts';
import { expressName } from '../express.ts';
import { checkedId, madeAt } from '../ids.ts';
import { asItem, idIn, idOf, requireText, takeNumber, wrongType } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { checklistWrites } from '../writes/checklist-writes.ts';

/** Checklists of a board's cards, with their items. */
export const checklists: Stream<TrelloClient> = {
  name: 'checklists',
  title: 'Checklists',
  kind: 'checklist',
  ...wholeOfBoard((boardId) => ({ path: `/boards/${boardId}/checklists` })),
  fields: [
    { name: 'name', type: 'text', writable: 'yes', required: true, express: expressName },
    { name: 'items', type: 'json', writable: 'yes', express: expressCheckItems },
    { name: 'items_done', type: 'number', writable: 'no' },
    { name: 'position', type: 'number', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  writes: checklistWrites,
  fetchOne: (client, key, signal) =>
    fetchOfBoard(
      client,
      key,
      { name: 'checklist', request: { path: `/checklists/${checkedId(key.externalId)}` } },
      signal,
    ),
  normalize: normalizeChecklist,
};

function normalizeChecklist(value: unknown, scope: string): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a checklist');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics);
  takeNumber(fields, item, 'pos', diagnostics, 'position');
  fields['created_at'] = madeAt(externalId);
  const items = checkItems(item['checkItems']);
  if (items !== null) {
    fields['items'] = items.map(({ name, done }) => ({ name, done }));
    fields['items_done'] = items.filter(({ done }) => done).length;
  } else if (item['checkItems'] !== undefined) diagnostics.push(wrongType('checkItems', 'a list'));
  const edge = boardEdge(item, scope);
  const cardId = idIn(item, 'idCard');
  const references: Reference[] = [...edge.references];
  if (cardId !== null) references.push({ relation: 'part_of', stream: 'cards', externalId: cardId });
  return recordResult(
    {
      kind: 'checklist',
      stream: 'checklists',
      externalId,
      locator: externalId,
      fields,
      references,
      relations: cardId === null ? edge.relations : [...edge.relations, 'part_of'],
      remoteUpdatedAt: null,
      url: null,
    },
    diagnostics,
  );
}
