import type { CreateRequest, RecordKey, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { QuoClient } from '../client.ts';
import { asItem, type Item, idOf, itemsIn, textOf } from '../item.ts';
import { WORKSPACE } from '../scopes.ts';
import { contactBody } from './contact-body.ts';
import { OWN_SOURCE } from './own-key.ts';

/** Contacts are kept from the CRMs: made, edited and deleted through the first version of the API. */
export const contactWrites: StreamWrites<QuoClient> = {
  concurrency: 'compare',
  creates: 'upsert',
  create: createContact,
  findCreated: (client, { ownKey }, signal) => findContact(client, ownKey, signal),
  update: updateContact,
  remove: removeContact,
};

async function createContact(client: QuoClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const own = { externalId: request.ownKey, source: OWN_SOURCE };
  const body = { ...contactBody(request.fields, null), ...own };
  try {
    const { raw } = await client.send({ method: 'POST', path: '/v1/contacts', body }, signal);
    return written(raw);
  } catch (error) {
    if (toSynclineError(error).class !== 'conflict') throw error;
    // Made before, by a call whose answer was lost.
    const made = await findContact(client, request.ownKey, signal);
    if (made === null) throw error;
    return made;
  }
}

/** By the key that was given to it, among those that have it: the filter is by equality of one indexed member. */
async function findContact(client: QuoClient, ownKey: string, signal: AbortSignal): Promise<Written | null> {
  const query = { externalIds: ownKey, sources: OWN_SOURCE, maxResults: '50' };
  const { raw } = await client.send({ path: '/v1/contacts', query }, signal);
  const made = itemsIn(raw)
    .map(asItem)
    .find((item) => textOf(item?.['externalId']) === ownKey && textOf(item?.['source']) === OWN_SOURCE);
  return made ? written(Buffer.from(JSON.stringify({ data: made }))) : null;
}

/**
 * Reads the contact, changes what is to be changed of it, and sends the whole. The engine compared just before; what
 * changed since is sent back as it is now.
 */
async function updateContact(client: QuoClient, request: UpdateRequest, signal: AbortSignal): Promise<Written> {
  const path = contactPath(request.key);
  const current: Item | null = asItem(itemsIn((await client.send({ path }, signal)).raw)[0]);
  if (current === null) throw noContact(request.key);
  const { raw } = await client.send({ method: 'PATCH', path, body: contactBody(request.fields, current) }, signal);
  return written(raw);
}

async function removeContact(client: QuoClient, key: RecordKey, signal: AbortSignal): Promise<void> {
  try {
    await client.send({ method: 'DELETE', path: contactPath(key) }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

export function contactPath({ externalId }: Pick<RecordKey, 'externalId'>): string {
  return `/v1/contacts/${encodeURIComponent(externalId)}`;
}

function written(raw: Uint8Array): Written {
  const externalId = idOf(itemsIn(raw)[0]);
  if (externalId === null) {
    const message = 'Quo answered a write without the contact that it is about.';
    throw new SynclineError({ class: 'transient', code: 'quo_no_contact', message });
  }
  return { key: { externalId, locator: externalId, scope: WORKSPACE }, raw };
}

function noContact({ externalId }: RecordKey): SynclineError {
  const message = `Quo shows nothing of the contact ${externalId}.`;
  return new SynclineError({ class: 'transient', code: 'quo_no_contact', message });
}
