import type { FetchedPage, PageRequest } from '@syncline/connector-sdk';
import type { SalesforceClient } from '../client.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';
import { type BulkCursor, readBulkPage, startBulkJob } from './bulk-job.ts';
import { FROM_THE_START, type KeysetCursor, readKeysetPage, sinceCursor } from './keyset-page.ts';
import { readWindowPage, type WindowCursor } from './windows.ts';

/** A page of an object: of a poll, of a window of a backfill, or of the bulk job that a large one is read by. */
export function readPage(
  client: SalesforceClient,
  definition: ObjectDefinition,
  request: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const cursor = request.cursor as KeysetCursor | BulkCursor | WindowCursor | null;
  if (cursor === null) {
    const start = request.since ? sinceCursor(request.since) : FROM_THE_START;
    return readKeysetPage(client, definition, start, signal, request.pageSize);
  }
  if ('job' in cursor)
    return cursor.job === '' ? startBulkJob(client, definition, signal) : readBulkPage(client, cursor, signal);
  if ('after' in cursor) return readWindowPage(client, definition, cursor, signal);
  return readKeysetPage(client, definition, cursor, signal, request.pageSize);
}
