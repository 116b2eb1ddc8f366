import { asItem, type RecordKey } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { ZohoClient } from '../client.ts';
import type { ModuleDefinition } from '../record/module-definition.ts';
import { writtenOf } from './entries.ts';

/** Moves a record to the recycle bin; one that is there, or gone, is left alone. Deletes know no condition. */
export async function removeRecord(
  client: ZohoClient,
  definition: ModuleDefinition,
  key: RecordKey,
  signal: AbortSignal,
): Promise<void> {
  const path = `/${definition.module}/${encodeURIComponent(key.externalId)}`;
  try {
    const { data } = await client.send({ method: 'DELETE', path }, signal);
    const list = asItem(data)?.['data'];
    // A refusal of the record may come with a status that is none.
    if (Array.isArray(list)) writtenOf(definition, asItem(list[0]) ?? undefined, key.scope);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}
