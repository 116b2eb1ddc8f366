import type { CreateRequest, CreateSearch, StreamWrites, Written } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { boardIdOf } from '../board-list.ts';
import type { TrelloClient } from '../client.ts';
import { expressName } from '../express.ts';
import { checkedId } from '../ids.ts';
import { idOf, listOf } from '../item.ts';
import { labelName } from '../label-name.ts';
import { noCreatedId, refusedField } from './refused.ts';
import { removeAt } from './remove-at.ts';

const SHADES = ['', '_light', '_dark'];
const COLORS = ['green', 'yellow', 'orange', 'red', 'purple', 'blue', 'sky', 'lime', 'pink', 'black'].flatMap((color) =>
  SHADES.map((shade) => color + shade),
);

/** A label has no room for our key: it is found again by its name, of which we make no second one on a board. */
export const labelWrites: StreamWrites<TrelloClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createLagMs: 5_000,
  create: createLabel,
  findCreated: findLabel,
  async update(client, { key, fields }, signal): Promise<Written> {
    const path = `/labels/${checkedId(key.externalId)}`;
    return { key, raw: (await client.send({ method: 'PUT', path, body: bodyOf(fields) }, signal)).raw };
  },
  remove: (client, key, signal) => removeAt(client, `/labels/${checkedId(key.externalId)}`, signal),
};

async function createLabel(client: TrelloClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const idBoard = await boardIdOf(client, request.scope, signal);
  const body = { color: null, ...bodyOf(request.fields), idBoard };
  const { data, raw } = await client.send({ method: 'POST', path: '/labels', body }, signal);
  const externalId = idOf(data);
  if (externalId === null) throw noCreatedId('label');
  return { key: { externalId, locator: externalId, scope: idBoard }, raw };
}

async function findLabel(client: TrelloClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  const scope = await boardIdOf(client, search.scope, signal);
  const name = expressName(search.fields['name'] ?? null);
  const { data } = await client.send({ path: `/boards/${scope}/labels`, query: { limit: 1_000 } }, signal);
  const ids = listOf(data).flatMap((label) => (labelName(label) === name ? (idOf(label) ?? []) : []));
  const externalId = ids.sort()[0];
  return externalId === undefined ? null : { key: { externalId, locator: externalId, scope }, raw: null };
}

/** Only what is given changes. */
function bodyOf(fields: Readonly<Record<string, Json>>): Record<string, Json> {
  const body: Record<string, Json> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (field === 'name') body['name'] = nameOf(value);
    else if (field === 'color') body['color'] = colorOf(value);
    else throw refusedField(field, 'a label has no such field');
  }
  return body;
}

function nameOf(value: Json): Json {
  const name = expressName(value);
  if (typeof name === 'string' && name !== '') return name;
  throw refusedField('name', 'a label without a name would be called by its color');
}

function colorOf(value: Json): Json {
  if (value === null || (typeof value === 'string' && COLORS.includes(value))) return value;
  throw refusedField('color', `${JSON.stringify(value)} is no color of Trello's`, COLORS);
}
