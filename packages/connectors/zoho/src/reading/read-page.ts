import type { FetchedPage, PageRequest } from '@syncline/connector-sdk';
import type { ZohoClient } from '../client.ts';
import type { ModuleDefinition } from '../record/module-definition.ts';
import { type KeysetCursor, readKeysetPage, sinceCursor } from './keyset-page.ts';
import { readWindowPage, type WindowCursor } from './windows.ts';

/** A page of a module: of a poll, or of a window of a backfill. */
export function readPage(
  client: ZohoClient,
  definition: ModuleDefinition,
  request: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const cursor = request.cursor as KeysetCursor | WindowCursor | null;
  if (cursor === null && request.since !== null)
    return readKeysetPage(client, definition, sinceCursor(request.since), signal, request.pageSize);
  if (cursor === null) return readWindowPage(client, definition, { from: '', to: '', after: '' }, signal);
  if ('after' in cursor) return readWindowPage(client, definition, cursor, signal);
  return readKeysetPage(client, definition, cursor, signal, request.pageSize);
}
