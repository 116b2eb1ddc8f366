import type { RecordKey } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

/** Moves a record to the recycle bin, where it stays for 90 days; one that is gone is left alone. */
export async function removeRecord(
  client: HubspotClient,
  definition: ObjectDefinition,
  key: RecordKey,
  signal: AbortSignal,
): Promise<void> {
  const path = `/crm/v3/objects/${definition.object}/${encodeURIComponent(key.externalId)}`;
  try {
    await client.send({ method: 'DELETE', path }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}
