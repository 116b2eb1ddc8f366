import type { CreateRequest, CreateSearch, Written } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import type { SalesforceClient } from '../client.ts';
import { asItem, type Item } from '../object/normalize.ts';
import { fieldNamed, type ObjectDefinition } from '../object/object-definition.ts';
import { OWN_KEY } from '../refusal.ts';
import { salesforceId } from '../salesforce-id.ts';
import { withOwnFieldName } from './own-field-names.ts';
import { readRemote, staleWrite } from './remote-state.ts';
import { parentFields, writeBody } from './write-body.ts';

/**
 * Creates by upsert on our key, so that repeating it makes no second record. A repeat after a person has edited what
 * the first attempt made would write over that edit: the engine settles a doubtful attempt before it repeats (rule 5.4).
 */
export async function createRecord(
  client: SalesforceClient,
  definition: ObjectDefinition,
  request: CreateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const earlier = (await readEarlier(client, definition, [request], signal)).get(request.ownKey);
  const stale = staleWrite(definition, earlier, request.fields);
  if (stale) throw stale;
  const body = createBody(definition, request, earlier !== undefined);
  const path = `/sobjects/${definition.object}/${OWN_KEY}/${encodeURIComponent(request.ownKey)}`;
  try {
    const { data } = await client.json({ method: 'PATCH', path, body }, signal);
    return written(data, request.scope);
  } catch (error) {
    throw withOwnFieldName(definition, error);
  }
}

/** What an attempt without an answer made, by our key. Queries see it as soon as it is committed. */
export async function findCreatedRecord(
  client: SalesforceClient,
  definition: ObjectDefinition,
  { ownKey, scope }: CreateSearch,
  signal: AbortSignal,
): Promise<Written | null> {
  const made = (await readRemote(client, definition, OWN_KEY, [ownKey], signal)).get(ownKey);
  return made === undefined ? null : written({ id: made['Id'] }, scope);
}

/**
 * What earlier attempts may have made, by our key: looked for where a repeated create would be refused (a field that is
 * set once) or must not win (a version).
 */
export async function readEarlier(
  client: SalesforceClient,
  definition: ObjectDefinition,
  requests: readonly CreateRequest[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Item>> {
  const isNeeded =
    definition.versionField !== undefined || definition.fields.some(({ writable }) => writable === 'create');
  const keys = isNeeded ? requests.map(({ ownKey }) => ownKey) : [];
  return readRemote(client, definition, OWN_KEY, keys, signal);
}

/** The key itself is in the path of a single upsert, and refused in its body. */
export function createBody(
  definition: ObjectDefinition,
  request: CreateRequest,
  isThere: boolean,
): Record<string, Json> {
  const fields = { ...parentFields(definition, request.parents), ...request.fields };
  if (!isThere) return writeBody(definition, fields, 'create');
  const stillWritable = Object.entries(fields).filter(([name]) => fieldNamed(definition, name)?.writable !== 'create');
  return writeBody(definition, Object.fromEntries(stillWritable), 'update');
}

/** The answer tells the id alone: the record is read back. */
export function written(data: unknown, scope: string): Written {
  const externalId = salesforceId(asItem(data)?.['id']);
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'salesforce_no_id_of_write',
      message: 'Salesforce confirmed a write without saying which record it made.',
    });
  return { key: { externalId, locator: null, scope }, raw: null };
}
