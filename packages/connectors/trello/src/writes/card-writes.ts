import type { CreateRequest, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import { boardIdOf } from '../board-list.ts';
import type { TrelloClient } from '../client.ts';
import { customFieldId } from '../custom-fields.ts';
import { checkedId } from '../ids.ts';
import { asItem, idIn, idOf, listOf } from '../item.ts';
import { cardBody } from './card-body.ts';
import { customValues, writeCustomValues } from './custom-values.ts';
import { findCreatedCard } from './find-card.ts';
import { finish } from './finish.ts';
import { noCreatedId, refusedField } from './refused.ts';
import { removeAt } from './remove-at.ts';
import { writeCardLinks } from './write-card-links.ts';

export const cardWrites: StreamWrites<TrelloClient> = {
  concurrency: 'compare',
  creates: 'scan',
  // A card is made open; archiving it, its custom fields and its links to others are calls of their own.
  carriedByCreate: (field) => !['state', 'status', 'related_to'].includes(field) && customFieldId(field) === null,
  // Lists are read from where cards are written; this is for a request that is still on its way.
  createLagMs: 5_000,
  create: createCard,
  findCreated: findCreatedCard,
  update: updateCard,
  remove: (client, key, signal) => removeAt(client, `/cards/${checkedId(key.externalId)}`, signal),
};

/** One card, and our key with it in the same call: there is no moment at which it exists without. */
async function createCard(client: TrelloClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const { ownKey, scope } = request;
  const { state, status, ...fields } = request.fields;
  if (fields['list'] === undefined || fields['list'] === null)
    throw refusedField('list', 'a card is in a list; defaults of the field map may name one');
  const boardId = await boardIdOf(client, scope, signal);
  const values = await customValues(client, boardId, fields, signal);
  const place = { boardId, listId: null, labelIds: [], ownKey };
  const body = await cardBody(client, { name: null, description: null, ...fields }, place, signal);
  const { data } = await client.send({ method: 'POST', path: '/cards', body: { ...body, pos: 'bottom' } }, signal);
  const externalId = idOf(data);
  if (externalId === null) throw noCreatedId('card');
  const key = { externalId, locator: externalId, scope: boardId };
  await finish(`made card ${externalId}`, async () => {
    await writeCustomValues(client, externalId, values, signal);
    const after = {
      ...(state !== undefined && state !== 'open' && { state }),
      ...(status !== undefined && { status }),
    };
    if (Object.keys(after).length > 0)
      await putCard(client, externalId, await cardBody(client, after, place, signal), signal);
    await writeCardLinks(client, externalId, { fields, expected: {} }, signal);
  });
  return { key, raw: null };
}

/** One call for what is the card's own, more for the values of custom fields and for links. */
async function updateCard(client: TrelloClient, request: UpdateRequest, signal: AbortSignal): Promise<Written> {
  const { key, fields, ownKey } = request;
  const id = checkedId(key.externalId);
  const place = await placeOf(client, id, fields, key.scope, signal);
  const values = await customValues(client, place.boardId, fields, signal);
  const body = await cardBody(client, fields, { ...place, ownKey }, signal);
  const hasBody = Object.keys(body).length > 0;
  if (hasBody) await putCard(client, id, body, signal);
  const writeValues = async () => {
    await writeCustomValues(client, id, values, signal);
    await writeCardLinks(client, id, request, signal);
  };
  if (hasBody || values.length > 1 || (values.length > 0 && 'related_to' in fields))
    await finish(`took a part of the update of card ${id}`, writeValues);
  else await writeValues();
  return { key, raw: null };
}

function putCard(client: TrelloClient, id: string, body: Record<string, unknown>, signal: AbortSignal) {
  return client.send({ method: 'PUT', path: `/cards/${id}`, body }, signal);
}

/** A card may have been moved to another board, with lists, labels and fields of its own. */
async function placeOf(
  client: TrelloClient,
  id: string,
  fields: UpdateRequest['fields'],
  scope: string,
  signal: AbortSignal,
) {
  const needsPlace = Object.keys(fields).some(
    (name) => ['list', 'status', 'labels'].includes(name) || customFieldId(name),
  );
  if (!needsPlace) return { boardId: scope, listId: null, labelIds: [] };
  const query = { fields: 'idBoard,idList,labels' };
  const card = asItem((await client.send({ path: `/cards/${id}`, query }, signal)).data);
  return {
    boardId: idIn(card, 'idBoard') ?? scope,
    listId: idIn(card, 'idList'),
    labelIds: listOf(card?.['labels']).flatMap((label) => idOf(label) ?? []),
  };
}
