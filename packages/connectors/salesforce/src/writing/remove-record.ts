import type { RecordKey } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { SalesforceClient } from '../client.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

/** Moves a record to the recycle bin; one that is there, or gone, is left alone. Deletes know no condition. */
export async function removeRecord(
  client: SalesforceClient,
  definition: ObjectDefinition,
  key: RecordKey,
  signal: AbortSignal,
): Promise<void> {
  const path = `/sobjects/${definition.object}/${encodeURIComponent(key.externalId)}`;
  try {
    await client.request({ method: 'DELETE', path }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}
