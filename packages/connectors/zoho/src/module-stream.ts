import type { Stream, StreamField, StreamWrites } from '@syncline/connector-sdk';
import type { ZohoClient } from './client.ts';
import { PAGE_SIZE } from './reading/coql.ts';
import { fetchRecord } from './reading/fetch-record.ts';
import { parsePage } from './reading/parse-page.ts';
import { readPage } from './reading/read-page.ts';
import { LIST_SIZE, readTokenPage } from './reading/token-pages.ts';
import { planWindows } from './reading/windows.ts';
import { streamField } from './record/field.ts';
import type { ModuleDefinition } from './record/module-definition.ts';
import { normalizeRecord } from './record/normalize.ts';
import { ORG_SCOPE_KIND } from './scope.ts';
import { createRecord, createRecords, findByKeyField } from './writing/create-record.ts';
import { BATCH_SIZE } from './writing/entries.ts';
import { findNote } from './writing/find-note.ts';
import { removeRecord } from './writing/remove-record.ts';
import { updateRecord, updateRecords } from './writing/update-record.ts';

/** Zoho says nothing of how late a record may show under its time stamp: workflows that run on it take their while. */
const LATE_COMMIT_MS = 5 * 60_000;
/** Queries and lists of notes read where Zoho writes: what is not there after this was not made. */
const CREATE_LAG_MS = 5_000;

/** The stream of a Zoho module. Queries read windows side by side; notes, which they show in part, are listed. */
export function moduleStream(definition: ModuleDefinition): Stream<ZohoClient> {
  const isListed = definition.ownKey === 'text';
  return {
    name: definition.stream,
    title: definition.title,
    kind: definition.kind,
    scopeKind: ORG_SCOPE_KIND,
    backfill: isListed ? 'follow' : 'windows',
    incremental: 'since',
    incrementalOverlapMs: LATE_COMMIT_MS,
    pageSize: isListed ? LIST_SIZE : PAGE_SIZE,
    idsNeverReused: true,
    locatorsAreStable: true,
    fields: [...definition.fields.map(streamField), ...derivedFields(definition)],
    writes: moduleWrites(definition),
    ...(!isListed && { planWindows: (client, _, signal) => planWindows(client, definition, signal) }),
    readPage: (client, request, signal) =>
      isListed ? readTokenPage(client, definition, request, signal) : readPage(client, definition, request, signal),
    fetchOne: (client, key, signal) => fetchRecord(client, definition, key, signal),
    parsePage,
    normalize: (item) => normalizeRecord(definition, item),
  };
}

function derivedFields({ derived = [] }: ModuleDefinition): readonly StreamField[] {
  return derived.map(({ name, type }) => ({ name, type, writable: 'no' }));
}

function moduleWrites(definition: ModuleDefinition): StreamWrites<ZohoClient> {
  const isUpserted = definition.ownKey === 'upsert';
  return {
    concurrency: 'compare',
    creates: isUpserted ? 'upsert' : 'scan',
    createLagMs: CREATE_LAG_MS,
    batchSize: BATCH_SIZE,
    ...(definition.parents && { parents: definition.parents }),
    create: (client, request, signal) => createRecord(client, definition, request, signal),
    createMany: (client, requests, signal) => createRecords(client, definition, requests, signal),
    findCreated: (client, search, signal) =>
      definition.ownKey === 'text'
        ? findNote(client, definition, search, signal)
        : findByKeyField(client, definition, search, signal),
    update: (client, request, signal) => updateRecord(client, definition, request, signal),
    ...(definition.ownKey !== 'text' && {
      updateMany: (client: ZohoClient, requests, signal) => updateRecords(client, definition, requests, signal),
    }),
    remove: (client, key, signal) => removeRecord(client, definition, key, signal),
  };
}
