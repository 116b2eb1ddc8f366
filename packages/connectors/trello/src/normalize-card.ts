import type { NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, Json, Reference } from '@syncline/core';
import { linkedIds } from './card-links.ts';
import { statusOf } from './card-status.ts';
import { takeCustomFields } from './custom-fields.ts';
import { isTrelloId, madeAt } from './ids.ts';
import {
  asItem,
  type Item,
  idIn,
  idOf,
  idsIn,
  missing,
  requireText,
  sortedSet,
  takeFlag,
  takeNumber,
  takeState,
  takeTime,
  textOf,
  utcTime,
  wrongType,
} from './item.ts';
import { labelName } from './label-name.ts';
import { notARecord, recordResult } from './normal-result.ts';
import { splitOwnKey } from './own-key.ts';

/** A card, with what a kept page adds to it: its list and the custom fields that it has values of. */
export function normalizeCard(value: unknown, scope: string): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a card');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics);
  const ownKey = takeDescription(fields, item, diagnostics);
  takeState(fields, item, diagnostics);
  const list = textOf(asItem(item['list'])?.['name']);
  if (list !== null) fields['list'] = list;
  else diagnostics.push(missing('list', 'name'));
  const status = statusOf(fields['list'], fields['state']);
  if (status !== undefined) fields['status'] = status;
  takeTime(fields, item, 'due', diagnostics);
  takeFlag(fields, item, 'dueComplete', diagnostics, 'due_complete');
  takeTime(fields, item, 'start', diagnostics);
  takeNumber(fields, item, 'idShort', diagnostics, 'number');
  takeFlag(fields, item, 'isTemplate', diagnostics, 'is_template');
  fields['created_at'] = madeAt(externalId);
  takeCustomFields(fields, item);
  const { references, relations } = edgesOf(item, fields, scope);
  const url = textOf(item['url']);
  return recordResult(
    {
      kind: 'work_item',
      stream: 'cards',
      externalId,
      locator: externalId,
      fields,
      references,
      relations,
      remoteUpdatedAt: utcTime(item['dateLastActivity']),
      url: url === '' ? null : url,
      ...(ownKey !== null && { ownKey }),
    },
    diagnostics,
  );
}

function takeDescription(fields: Record<string, Json>, item: Item, diagnostics: Diagnostic[]): string | null {
  const { desc } = item;
  if (desc === undefined) return null;
  if (typeof desc !== 'string') {
    diagnostics.push(wrongType('desc', 'a text'));
    return null;
  }
  const { text, ownKey } = splitOwnKey(desc);
  fields['description'] = text;
  return ownKey;
}

function edgesOf(item: Item, fields: Record<string, Json>, scope: string) {
  const references: Reference[] = [];
  const relations: Reference['relation'][] = ['belongs_to'];
  // A moved card is found under the scope it was known by, and shows where it is now.
  const board = idIn(item, 'idBoard') ?? (isTrelloId(scope) ? scope : null);
  if (board !== null) references.push({ relation: 'belongs_to', stream: 'boards', externalId: board });
  const list = idIn(item, 'idList');
  if (list !== null) {
    relations.push('part_of');
    references.push({ relation: 'part_of', stream: 'lists', externalId: list });
  }
  const members = idsIn(item, 'idMembers');
  if (members !== null) {
    fields['assignees'] = members;
    relations.push('assigned_to');
    for (const externalId of members) references.push({ relation: 'assigned_to', stream: 'members', externalId });
  }
  if (Array.isArray(item['labels'])) {
    const labels = item['labels'].flatMap((label) => {
      const externalId = idOf(label);
      const name = labelName(label);
      return externalId === null || name === null ? [] : [{ externalId, name }];
    });
    fields['labels'] = sortedSet(labels.map(({ name }) => name));
    relations.push('labelled');
    for (const { externalId } of labels) references.push({ relation: 'labelled', stream: 'labels', externalId });
  }
  const linked = linkedIds(item);
  if (linked !== null) {
    fields['related_to'] = linked;
    relations.push('related_to');
    for (const externalId of linked) references.push({ relation: 'related_to', stream: 'cards', externalId });
  }
  return { references, relations };
}
