import type {
  CreateRequest,
  CreateSearch,
  RecordKey,
  StreamWrites,
  UpdateRequest,
  Written,
} from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import { catalogueOf, OWN_KEY } from '../catalogue/catalogue.ts';
import type { PipedriveClient } from '../client.ts';
import { withKey } from '../fields/keyed-html.ts';
import { keyOf } from '../fields/make-field.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import type { Body } from '../fields/object-field.ts';
import { joinName } from '../fields/person-name.ts';
import { asItem, checkedId, dataOf, idOf } from '../item.ts';
import { findCreatedRecord } from './find-created.ts';
import { keepRest } from './keep-entries.ts';
import { withOwnFieldName } from './own-field-names.ts';
import { parentFields, writeBody } from './write-body.ts';

/** How records are written that are objects of their own. `textMember`: the HTML that has to carry our key. */
export function recordWrites(definition: ObjectDefinition, textMember: string | null): StreamWrites<PipedriveClient> {
  return {
    concurrency: 'compare',
    creates: 'scan',
    // Lists come from where records are written; this is for a request that is still on its way.
    createLagMs: 5_000,
    ...(definition.parents && { parents: definition.parents }),
    create: (client, request, signal) => createRecord(client, definition, textMember, request, signal),
    findCreated: (client, search: CreateSearch, signal) => findCreatedRecord(client, definition, search, signal),
    update: (client, request, signal) => updateRecord(client, definition, textMember, request, signal),
    remove: (client, key, signal) => removeRecord(client, definition, key, signal),
  };
}

/** One record, and our key with it in the same call: there is no moment at which it exists without. */
async function createRecord(
  client: PipedriveClient,
  definition: ObjectDefinition,
  textMember: string | null,
  request: CreateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const fields = { ...parentFields(definition, request.parents), ...request.fields };
  const body = await writeBody(client, definition, fields, 'create', signal);
  const catalogue = await catalogueOf(client, definition, signal);
  if (textMember === null) body.custom[await ownKeyField(client, definition, signal)] = request.ownKey;
  else body.own[textMember] = withKey(asText(body.own[textMember]), request.ownKey);
  joinName(body.own, {});
  const sent = { method: 'POST', path: definition.path, body: sentBody(definition, withoutNulls(body)) } as const;
  const { data } = await client.send(sent, signal).catch((error: unknown) => {
    throw withOwnFieldName(definition, fields, error, catalogue);
  });
  const externalId = idOf(asItem(dataOf(data))?.['id']);
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'pipedrive_no_created_id',
      message: `Pipedrive made a ${definition.word} and did not say which`,
    });
  return { key: { externalId, locator: null, scope: request.scope }, raw: null };
}

async function updateRecord(
  client: PipedriveClient,
  definition: ObjectDefinition,
  textMember: string | null,
  { key, fields, ownKey }: UpdateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const body = await writeBody(client, definition, fields, 'update', signal);
  const catalogue = await catalogueOf(client, definition, signal);
  if (textMember !== null && textMember in body.own)
    body.own[textMember] = withKey(asText(body.own[textMember]), ownKey);
  await keepRest(client, definition, key.externalId, body.own, signal);
  const path = `${definition.path}/${checkedId(key.externalId)}`;
  const method = definition.path.startsWith('/v1/') ? 'PUT' : 'PATCH';
  await client.send({ method, path, body: sentBody(definition, body) }, signal).catch((error: unknown) => {
    throw withOwnFieldName(definition, fields, error, catalogue);
  });
  return { key, raw: null };
}

/** Marks a record as deleted; one that is gone already is left alone. */
async function removeRecord(
  client: PipedriveClient,
  definition: ObjectDefinition,
  { externalId }: RecordKey,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.send({ method: 'DELETE', path: `${definition.path}/${checkedId(externalId)}` }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

/** The custom field for our key. Without one nothing is made: a lost answer would leave a record that nobody finds again. */
export async function ownKeyField(client: PipedriveClient, definition: ObjectDefinition, signal: AbortSignal) {
  const key =
    keyOf(await catalogueOf(client, definition, signal), OWN_KEY) ??
    keyOf(await catalogueOf(client, definition, signal, true), OWN_KEY);
  if (key !== undefined) return key;
  throw new SynclineError({
    class: 'invalid',
    code: 'pipedrive_no_key_field',
    message: `Pipedrive has no custom field "${definition.carried[OWN_KEY]}" for ${definition.stream}: make one of type text, so that nothing is made twice.`,
  });
}

function sentBody({ path }: ObjectDefinition, { own, custom }: Body): Record<string, unknown> {
  const hasCustom = Object.keys(custom).length > 0 && !path.startsWith('/v1/');
  return { ...own, ...(hasCustom && { custom_fields: custom }) };
}

/** What a new record is to have none of is not mentioned. */
function withoutNulls({ own, custom }: Body): Body {
  const kept = (members: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
  return { own: kept(own), custom: kept(custom) };
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
