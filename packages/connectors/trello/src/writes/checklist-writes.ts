import type { CreateRequest, CreateSearch, StreamWrites, Written } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { boardIdOf } from '../board-list.ts';
import type { TrelloClient } from '../client.ts';
import { expressName } from '../express.ts';
import { checkedId } from '../ids.ts';
import { asItem, idOf, listOf } from '../item.ts';
import { noCreatedId, refusedField } from './refused.ts';
import { removeAt } from './remove-at.ts';

/** A checklist has no room for our key: it is found again by its name on its card. Its items are read, not written. */
export const checklistWrites: StreamWrites<TrelloClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createLagMs: 5_000,
  parents: [{ relation: 'part_of', stream: 'cards', required: true }],
  async create(client, request, signal): Promise<Written> {
    const body = { ...bodyOf(request.fields), idCard: cardOf(request) };
    const { data } = await client.send({ method: 'POST', path: '/checklists', body }, signal);
    const externalId = idOf(data);
    if (externalId === null) throw noCreatedId('checklist');
    return written(externalId, await boardIdOf(client, request.scope, signal));
  },
  findCreated: findChecklist,
  async update(client, { key, fields }, signal): Promise<Written> {
    const path = `/checklists/${checkedId(key.externalId)}`;
    await client.send({ method: 'PUT', path, body: bodyOf(fields) }, signal);
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
    if (field !== 'name') throw refusedField(field, 'of a checklist only the name is written');
    const name = expressName(value);
    if (typeof name !== 'string' || name === '') throw refusedField('name', 'a checklist must have one');
    body['name'] = name;
  }
  return body;
}
