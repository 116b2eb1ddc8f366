import type { CreateRequest, CreateSearch, EntryAnswer, Item, Written } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import type { ZohoClient } from '../client.ts';
import { fieldNamed, hasKeyField, type ModuleDefinition } from '../record/module-definition.ts';
import { OWN_KEY } from '../refusal.ts';
import { type EntryCall, sendEntries, sendMany, writtenOf } from './entries.ts';
import { withOwnFieldName } from './own-field-names.ts';
import { readRemote, staleWrite } from './remote-state.ts';
import { parentFields, writeBody } from './write-body.ts';

/**
 * Creates a record that carries our key. Where the module has an upsert, that is the create, on the unique field of the
 * key, so that repeating it makes no second record. A repeat after a person has edited what the first attempt made would
 * write over that edit: the engine settles a doubtful attempt before it repeats (rule 5.4).
 */
export async function createRecord(
  client: ZohoClient,
  definition: ModuleDefinition,
  request: CreateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const earlier = await readEarlier(client, definition, [request], signal);
  const record = recordToCreate(client, definition, request, earlier);
  try {
    const [entry] = await sendEntries(client, createCall(definition), [record], signal);
    return writtenOf(definition, entry, request.scope);
  } catch (error) {
    throw withOwnFieldName(definition, error);
  }
}

/** Many creates in one call, each for itself. */
export async function createRecords(
  client: ZohoClient,
  definition: ModuleDefinition,
  requests: readonly CreateRequest[],
  signal: AbortSignal,
): Promise<readonly EntryAnswer[]> {
  const earlier = await readEarlier(client, definition, requests, signal);
  const entries = requests.map((request) => ({
    scope: request.scope,
    prepare: () => recordToCreate(client, definition, request, earlier),
  }));
  return sendMany(client, definition, createCall(definition), entries, signal);
}

/** What an attempt without an answer made, by the field of our key. Queries see it as soon as it is there. */
export async function findByKeyField(
  client: ZohoClient,
  definition: ModuleDefinition,
  { ownKey, scope }: CreateSearch,
  signal: AbortSignal,
): Promise<Written | null> {
  const made = (await readRemote(client, definition, OWN_KEY, [ownKey], signal)).get(ownKey);
  return made === undefined ? null : { key: { externalId: String(made['id']), locator: null, scope }, raw: null };
}

function createCall({ module, ownKey }: ModuleDefinition): EntryCall {
  if (ownKey !== 'upsert') return { method: 'POST', path: `/${module}` };
  return { method: 'POST', path: `/${module}/upsert`, beside: { duplicate_check_fields: [OWN_KEY] } };
}

/**
 * What earlier attempts may have made, by our key: looked for where a repeated create must not win (a version), or would
 * add something a second time (the line of a quote).
 */
async function readEarlier(
  client: ZohoClient,
  definition: ModuleDefinition,
  requests: readonly CreateRequest[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Item>> {
  const keys = definition.versionField === undefined ? [] : requests.map(({ ownKey }) => ownKey);
  return readRemote(client, definition, OWN_KEY, keys, signal);
}

function recordToCreate(
  client: ZohoClient,
  definition: ModuleDefinition,
  request: CreateRequest,
  earlier: ReadonlyMap<string, Item>,
): Record<string, Json> {
  const { ownKey } = request;
  const made = earlier.get(ownKey);
  const stale = staleWrite(definition, made, request.fields);
  if (stale) throw stale;
  const fields = withoutEmptyShared(definition, { ...parentFields(definition, request.parents), ...request.fields });
  const extras = made === undefined ? (definition.createExtras?.(client.settings) ?? {}) : {};
  const body = writeBody(definition, client.settings, { fields, ownKey }, 'create');
  return { ...extras, ...body, ...(hasKeyField(definition) && { [OWN_KEY]: ownKey }) };
}

/** Of several fields that share a lookup, the empty ones say nothing in a create. */
function withoutEmptyShared(
  definition: ModuleDefinition,
  fields: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== null || fieldNamed(definition, name)?.module === undefined,
    ),
  );
}
