import type { Stream, StreamWrites } from '@syncline/connector-sdk';
import type { PipedriveClient } from './client.ts';
import { normalizeRecord } from './fields/normalize.ts';
import type { ObjectDefinition } from './fields/object-definition.ts';
import { streamField } from './fields/object-field.ts';
import { COMPANY } from './list-scopes.ts';
import { fetchRecord } from './reading/fetch-record.ts';
import { parsePage } from './reading/parse-page.ts';
import { PAGE_SIZE, planListWindows, readListPage } from './reading/read-list.ts';
import { readOffsetPage } from './reading/read-offset-list.ts';
import { readWhole } from './reading/read-whole.ts';

/** `updated_since` knows whole seconds, and a record is in lists a moment after the time that it carries. */
const OVERLAP_MS = 2 * 60_000;

/** How the lists of a stream are read: by windows in version 2, by positions in version 1, or at once. */
export type Reading = 'windows' | 'positions' | 'at_once';

/** The stream of a kind of record. */
export function objectStream(
  definition: ObjectDefinition,
  reading: Reading,
  writes: StreamWrites<PipedriveClient> | null,
): Stream<PipedriveClient> {
  return {
    name: definition.stream,
    title: definition.title,
    kind: definition.kind,
    scopeKind: COMPANY,
    backfill: reading === 'windows' ? 'windows' : 'follow',
    incremental: reading === 'at_once' ? 'relist' : 'since',
    incrementalOverlapMs: OVERLAP_MS,
    pageSize: PAGE_SIZE,
    idsNeverReused: definition.stream !== 'quotes',
    locatorsAreStable: true,
    fields: definition.fields.map(streamField),
    ...(writes && { writes }),
    ...(reading === 'windows' && {
      planWindows: (client: PipedriveClient, _: string, signal: AbortSignal) =>
        planListWindows(client, definition, signal),
    }),
    readPage: (client, request, signal) => {
      if (reading === 'at_once') return readWhole(client, definition, signal);
      const readOn = reading === 'windows' ? readListPage : readOffsetPage;
      return readOn(client, definition, request, signal);
    },
    fetchOne: (client, key, signal) => fetchRecord(client, definition, key, signal),
    parsePage,
    normalize: (item) => normalizeRecord(definition, item),
  };
}
