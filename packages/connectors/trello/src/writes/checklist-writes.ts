import type { CreateRequest, CreateSearch, StreamWrites, Written } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { boardIdOf } from '../board-list.ts';
import type { TrelloClient } from '../client.ts';
import { expressName } from '../express.ts';
import { checkedId } from '../ids.ts';
import { asItem, idOf, listOf } from '../item.ts';
import { finish } from './finish.ts';
import { noCreatedId, refusedField } from './refused.ts';
import { removeAt } from './remove-at.ts';
import { wantedItems, writeCheckItems } from './write-check-items.ts';

/** A checklist has no room for our key: it is found again by its name on its card. */
export const checklistWrites: StreamWrites<TrelloClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createLagMs: 5_000,
  // Items are calls of their own.
  carriedByCreate: (field) => field !== 'items',
  parents: [{ relation: 'part_of', stream: 'cards', required: true }],
  async create(client, request, signal): Promise<Written> {
    const { items, ...fields } = request.fields;
    if (items !== undefined) wantedItems(items);
    const body = { ...bodyOf(fields), idCard: cardOf(request) };
    const { data } = await client.send({ method: 'POST', path: '/checklists', body }, signal);
    const externalId = idOf(data);
    if (externalId === null) throw noCreatedId('checklist');
    if (items !== undefined)
      await finish(`made checklist ${externalId}`, () => writeCheckItems(client, externalId, items, signal));
    return written(externalId, await boardIdOf(client, request.scope, signal));
  },
  findCreated: findChecklist,
  async update(client, request, signal): Promise<Written> {
    const { key } = request;
    const { items, ...fields } = request.fields;
    const id = checkedId(key.externalId);
    if (items !== undefined) wantedItems(items);
    const body = bodyOf(fields);
    if (Object.keys(body).length > 0) await client.send({ method: 'PUT', path: `/checklists/${id}`, body }, signal);
    if (items !== undefined)
      await finish(`took a part of the update of checklist ${id}`, () => writeCheckItems(client, id, items, signal));
    return { key, raw: null };
  },
  remove: (client, key, signal) => removeAt(client, `/checklists/${checkedId(key.externalId)}`, signal),
};

async function findChecklist(client: TrelloClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  const name = expressName(search.fields['name'] ?? null);
  const { data } = await client.send({ path: `/cards/${cardOf(search)}/checklists` }, signal);
  const ids = listOf(data).flatMap((list) => (asItem(list)?.['name'] === name ? (idOf(list) ?? []) : []));
  const externalId = ids.sort()[0];
  return externalId === undefined ? null : written(externalId, await boardIdOf(client, search.scope, signal));
}

function written(externalId: string, scope: string): Written {
  return { key: { externalId, locator: externalId, scope }, raw: null };
}

function cardOf(request: CreateRequest): string {
  return checkedId(request.parents['part_of']?.externalId ?? '');
}

function bodyOf(fields: Readonly<Record<string, Json>>): Record<string, Json> {
  const body: Record<string, Json> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (field !== 'name') throw refusedField(field, 'a checklist has no such field, or Trello alone sets it');
    const name = expressName(value);
    if (typeof name !== 'string' || name === '') throw refusedField('name', 'a checklist must have one');
    body['name'] = name;
  }
  return body;
}
