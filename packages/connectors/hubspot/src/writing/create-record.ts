import { asItem, type CreateRequest, type Item, type Written } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import { idOf } from '../object/normalize.ts';
import { type ObjectDefinition, OWN_KEY } from '../object/object-definition.ts';
import { found } from '../reading/fetch-record.ts';
import { isKeyTaken } from '../refusal.ts';
import { typesOf } from './associate.ts';
import { withOwnFieldName } from './own-field-names.ts';
import { staleWrite } from './stale-quote.ts';
import { parentFields, writeBody } from './write-body.ts';

/**
 * Creates under our key, a property whose values HubSpot holds unique: a repetition is refused, and what the first
 * attempt made is found by that key and left as it is.
 */
export async function createRecord(
  client: HubspotClient,
  definition: ObjectDefinition,
  request: CreateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const body = createBody(client, definition, request);
  try {
    const { data } = await client.send({ method: 'POST', path: `/crm/v3/objects/${definition.object}`, body }, signal);
    return written(data, request.scope);
  } catch (error) {
    if (isKeyTaken(error)) return earlierRecord(client, definition, request, signal);
    throw withOwnFieldName(definition, error);
  }
}

/** What a create sends; the associations are made with the record, in the same call. */
export function createBody(client: HubspotClient, definition: ObjectDefinition, request: CreateRequest) {
  const fields = { ...parentFields(definition, request.parents), ...request.fields };
  const { properties, associations } = writeBody(definition, client.settings, fields);
  const filled = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''));
  return {
    properties: { ...definition.createdWith?.(new Date()), ...filled, [OWN_KEY]: request.ownKey },
    associations: associations.flatMap((value) => value.ids.map((id) => ({ to: { id }, types: typesOf(value) }))),
  };
}

/** What an attempt made under our key. A quote that is newer by now refuses the one that comes late. */
export async function earlierRecord(
  client: HubspotClient,
  definition: ObjectDefinition,
  request: CreateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const made = await recordOfKey(client, definition, request.ownKey, signal);
  if (made === null)
    throw new SynclineError({
      class: 'transient',
      code: 'hubspot_key_without_record',
      message: `HubSpot holds our key of this ${definition.kind} for taken and shows no record of it yet.`,
    });
  const stale = staleWrite(definition, asItem(made['properties']) ?? undefined, request.fields);
  if (stale) throw stale;
  return written(made, request.scope);
}

/** Read by the property itself, not by search: https://developers.hubspot.com/docs/api-reference/legacy/crm/properties/guide (unique identifiers). */
export async function recordOfKey(
  client: HubspotClient,
  definition: ObjectDefinition,
  ownKey: string,
  signal: AbortSignal,
): Promise<Item | null> {
  const path = `/crm/v3/objects/${definition.object}/${encodeURIComponent(ownKey)}`;
  const properties = definition.fields.flatMap(({ property }) => property ?? []);
  const query = { idProperty: OWN_KEY, properties: [OWN_KEY, ...properties].join(',') };
  const item = asItem(await found(client, { path, query }, signal));
  return asItem(item?.['properties'])?.[OWN_KEY] === ownKey ? item : null;
}

export function written(data: unknown, scope: string): Written {
  const externalId = idOf(asItem(data));
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'hubspot_no_id_of_write',
      message: 'HubSpot confirmed a write without saying which record it made.',
    });
  return { key: { externalId, locator: null, scope }, raw: null };
}
