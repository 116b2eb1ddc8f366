import { asItem, type FetchedRecord, type RecordKey } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { ApiRequest, HubspotClient } from '../client.ts';
import { idOf } from '../object/normalize.ts';
import { readAssociations } from './read-associations.ts';
import type { Listing } from './read-page.ts';
import { search } from './search.ts';

/**
 * The newest state of one record, or how it is gone (rule 3.10). A token sees every record of an object that its scopes
 * name, so that "not found" is proof once the object itself still answers; without the scope HubSpot says 403. A record
 * that was merged into another answers as that one, under its id.
 */
export async function fetchRecord(
  client: HubspotClient,
  listing: Listing,
  { externalId }: RecordKey,
  signal: AbortSignal,
): Promise<FetchedRecord> {
  const { object, properties, associated } = listing;
  if (!/^\d{1,20}$/.test(externalId)) return { outcome: 'unreachable', detail: `${externalId} is no id of HubSpot's` };
  const path = `/crm/v3/objects/${object}/${externalId}`;
  const answer = await found(client, { path, query: { properties: properties.join(',') } }, signal);
  if (answer === null) {
    // Throws when the object itself can't be seen any more.
    await search(client, { object, filters: [], properties: [], limit: 1 }, signal);
    return { outcome: 'gone' };
  }
  const item = asItem(answer);
  const id = idOf(item);
  if (item === null || id === null) return { outcome: 'unreachable', detail: `${object} ${externalId} has no id` };
  if (item['archived'] === true) return { outcome: 'gone' };
  if (id !== externalId) return { outcome: 'moved', detail: `it was merged into ${object} ${id}` };
  const associations = await readAssociations(client, object, associated, [id], signal);
  const results = [{ ...item, associations: associations.get(id) }];
  return {
    outcome: 'found',
    raw: Buffer.from(JSON.stringify({ results, types: await listing.customTypes?.(signal) })),
  };
}

/** What a call answers; null where HubSpot does not find it. */
export async function found(client: HubspotClient, request: ApiRequest, signal: AbortSignal): Promise<unknown> {
  try {
    return (await client.send(request, signal)).data;
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return null;
  }
}
