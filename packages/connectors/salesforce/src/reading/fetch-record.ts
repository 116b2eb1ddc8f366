import type { FetchedRecord, RecordKey } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { SalesforceClient } from '../client.ts';
import type { Item } from '../object/normalize.ts';
import { columnsOf, type ObjectDefinition } from '../object/object-definition.ts';
import { query } from './query.ts';
import { soqlText } from './soql.ts';

/**
 * The newest state of one record, or how it is gone (rule 3.10): found in the recycle bin, or refused as deleted. A
 * plain "not found" may also mean that the record is hidden from us, and proves a delete only where the connection is
 * declared to see all records, and the object still answers.
 */
export async function fetchRecord(
  client: SalesforceClient,
  definition: ObjectDefinition,
  key: RecordKey,
  signal: AbortSignal,
): Promise<FetchedRecord> {
  const columns = columnsOf(definition, client.settings).join(',');
  const soql = `SELECT ${columns} FROM ${definition.object} WHERE Id = ${soqlText(key.externalId)}`;
  const { records } = await query(client, soql, signal, !definition.isReadOnly);
  const [record] = records;
  if (record?.['IsDeleted'] === true) return { outcome: 'gone' };
  if (record !== undefined) return { outcome: 'found', raw: oneRecord(record) };
  const refusal = await refusalOf(client, definition, key, signal);
  if (refusal === 'salesforce_entity_is_deleted') return { outcome: 'gone' };
  if (refusal !== null && client.settings.seesAllRecords && !definition.isReadOnly) {
    // Throws when the object itself can't be seen any more.
    await query(client, `SELECT COUNT() FROM ${definition.object}`, signal);
    return { outcome: 'gone' };
  }
  return { outcome: 'unreachable', detail: `${definition.object} ${key.externalId} is not shown to this user` };
}

/** A raw page of one. */
function oneRecord(record: Item): Uint8Array {
  return Buffer.from(JSON.stringify({ records: [record] }));
}

/** The code under which a direct read is refused; null when it is not. */
async function refusalOf(
  client: SalesforceClient,
  definition: ObjectDefinition,
  key: RecordKey,
  signal: AbortSignal,
): Promise<string | null> {
  const path = `/sobjects/${definition.object}/${encodeURIComponent(key.externalId)}?fields=Id`;
  try {
    await client.request({ method: 'GET', path }, signal);
    return null;
  } catch (error) {
    const problem = toSynclineError(error);
    if (problem.class !== 'not_found') throw error;
    return problem.code;
  }
}
