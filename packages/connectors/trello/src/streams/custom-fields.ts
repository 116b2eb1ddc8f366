import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { fetchOfBoard, wholeOfBoard } from '../board-stream.ts';
import type { TrelloClient } from '../client.ts';
import { customFieldName, optionsOf } from '../custom-fields.ts';
import { checkedId } from '../ids.ts';
import { asItem, idIn, idOf, requireText, takeText } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';

/** Custom fields of a board: what they are called, what they hold, and what can be chosen. Their values are on the cards. */
export const customFields: Stream<TrelloClient> = {
  name: 'custom_fields',
  title: 'Custom fields',
  kind: 'custom:field',
  ...wholeOfBoard((boardId) => ({ path: `/boards/${boardId}/customFields` })),
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'field_type', type: 'choice', writable: 'no' },
    { name: 'options', type: 'json', writable: 'no' },
    { name: 'card_field', type: 'text', writable: 'no' },
  ],
  fetchOne: (client, key, signal) =>
    fetchOfBoard(
      client,
      key,
      {
        name: 'custom field',
        request: { path: `/customFields/${checkedId(key.externalId)}` },
        boardOf: (data) => idIn(asItem(data), 'idModel'),
      },
      signal,
    ),
  normalize: normalizeCustomField,
};

function normalizeCustomField(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a custom field');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = { card_field: customFieldName(externalId) };
  requireText(fields, item, 'name', diagnostics);
  takeText(fields, item, 'type', diagnostics, 'field_type');
  fields['options'] = optionsOf(item).map(({ name }) => name);
  const board = idIn(item, 'idModel');
  return recordResult(
    {
      kind: 'custom:field',
      stream: 'custom_fields',
      externalId,
      locator: externalId,
      fields,
      references: board === null ? [] : [{ relation: 'belongs_to', stream: 'boards', externalId: board }],
      relations: board === null ? [] : ['belongs_to'],
      remoteUpdatedAt: null,
      url: null,
    },
    diagnostics,
  );
}
