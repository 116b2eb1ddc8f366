import type { FetchedPage, PageRequest } from '@syncline/connector-sdk';
import type { SalesforceClient } from '../client.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';
import { type BulkCursor, readBulkPage, startBulkJob } from './bulk-job.ts';
import { FROM_THE_START, type KeysetCursor, readKeysetPage, sinceCursor } from './keyset-page.ts';
import { query } from './query.ts';

/** A page of an object: of a poll, of a backfill, or of the bulk job that a large backfill is read by. */
export async function readPage(
  client: SalesforceClient,
  definition: ObjectDefinition,
  request: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const cursor = request.cursor as KeysetCursor | BulkCursor | null;
  if (cursor !== null && 'job' in cursor) return readBulkPage(client, cursor, signal);
  if (cursor !== null) return readKeysetPage(client, definition, cursor, signal, request.pageSize);
  if (request.since) return readKeysetPage(client, definition, sinceCursor(request.since), signal, request.pageSize);
  const first = await readKeysetPage(client, definition, FROM_THE_START, signal);
  // Only what has more pages is worth the call that counts it.
  if (first.next === null) return first;
  const count = await countRecords(client, definition, signal);
  return count > client.settings.bulkThreshold ? startBulkJob(client, definition, signal) : first;
}

async function countRecords(
  client: SalesforceClient,
  definition: ObjectDefinition,
  signal: AbortSignal,
): Promise<number> {
  const where = definition.archives ? ' WHERE IsDeleted = false' : '';
  const soql = `SELECT COUNT() FROM ${definition.object}${where}`;
  return (await query(client, soql, signal, definition.archives)).totalSize;
}
