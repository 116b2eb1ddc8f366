import type { FetchedRecord, RecordKey } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import { type Catalogue, catalogueOf, withCatalogue, withItemCatalogue } from '../catalogue/catalogue.ts';
import type { PipedriveClient } from '../client.ts';
import { isDeleted } from '../fields/normalize.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { asItem, checkedId, dataOf, type Item } from '../item.ts';

/** A record as it is now, with what its fields are called; null where there is no such one to be seen. */
export interface RemoteRecord {
  readonly item: Item;
  readonly catalogue: Catalogue;
}

export async function readRemote(
  client: PipedriveClient,
  definition: ObjectDefinition,
  id: string,
  signal: AbortSignal,
): Promise<RemoteRecord | null> {
  const catalogue = await catalogueOf(client, definition, signal);
  try {
    const { data } = await client.send({ path: `${definition.path}/${checkedId(id)}` }, signal);
    const item = asItem(dataOf(data));
    const page = { syncline: { catalogue } };
    return item === null ? null : { item: withItemCatalogue(page, item), catalogue };
  } catch (error) {
    if (toSynclineError(error).class === 'not_found') return null;
    throw error;
  }
}

/**
 * The newest state of one record, or how it is gone (rule 3.10). A deleted one is shown as such for thirty days. "Not
 * found" may also mean hidden, and proves a delete only where the connection is declared to see all.
 */
export async function fetchRecord(
  client: PipedriveClient,
  definition: ObjectDefinition,
  key: RecordKey,
  signal: AbortSignal,
): Promise<FetchedRecord> {
  const name = `${definition.word} ${key.externalId}`;
  const found = await readRemote(client, definition, key.externalId, signal);
  if (found !== null) {
    // Its deal was read, so that there being no quote on it is no matter of access.
    if (isDeleted(definition, found.item) || definition.ignored?.(found.item)) return { outcome: 'gone' };
    return { outcome: 'found', raw: pageOfOne(found) };
  }
  if (!client.settings.seesAllRecords)
    return { outcome: 'unreachable', detail: `${name} was not found, or may not be seen any more` };
  // Throws when the records of its kind can't be seen any more.
  await client.send({ path: definition.lists[0] ?? definition.path, query: { limit: 1 } }, signal);
  return { outcome: 'gone' };
}

function pageOfOne({ item, catalogue }: RemoteRecord): Uint8Array {
  const { syncline: _, ...shown } = item;
  return withCatalogue(JSON.stringify({ success: true, data: [shown] }), catalogue);
}
