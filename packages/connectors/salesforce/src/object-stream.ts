import type { Stream, StreamWrites } from '@syncline/connector-sdk';
import type { SalesforceClient } from './client.ts';
import { streamField } from './object/field.ts';
import { normalizeRecord } from './object/normalize.ts';
import type { ObjectDefinition } from './object/object-definition.ts';
import { fetchRecord } from './reading/fetch-record.ts';
import { PAGE_SIZE } from './reading/keyset-page.ts';
import { parsePage } from './reading/parse-page.ts';
import { readPage } from './reading/read-page.ts';
import { planWindows } from './reading/windows.ts';
import { COLLECTION_SIZE, createRecords, updateRecords } from './writing/collections.ts';
import { createRecord, findCreatedRecord } from './writing/create-record.ts';
import { removeRecord } from './writing/remove-record.ts';
import { updateRecord } from './writing/update-record.ts';

/** A transaction may run ten minutes, and shows its records only then, under the stamps of when it wrote them. */
const LATE_COMMIT_MS = 10 * 60_000;

/** The stream of a Salesforce object. */
export function objectStream(definition: ObjectDefinition): Stream<SalesforceClient> {
  return {
    name: definition.stream,
    title: definition.title,
    kind: definition.kind,
    scopeKind: 'org',
    backfill: 'windows',
    incremental: 'since',
    incrementalOverlapMs: LATE_COMMIT_MS,
    pageSize: PAGE_SIZE,
    idsNeverReused: true,
    locatorsAreStable: true,
    fields: definition.fields.map(streamField),
    ...(!definition.isReadOnly && { writes: objectWrites(definition) }),
    planWindows: (client, _, signal) => planWindows(client, definition, signal),
    readPage: (client, request, signal) => readPage(client, definition, request, signal),
    fetchOne: (client, key, signal) => fetchRecord(client, definition, key, signal),
    parsePage: (raw) => parsePage(definition, raw),
    normalize: (item) => normalizeRecord(definition, item),
  };
}

function objectWrites(definition: ObjectDefinition): StreamWrites<SalesforceClient> {
  return {
    concurrency: 'conditional',
    creates: 'upsert',
    batchSize: COLLECTION_SIZE,
    ...(definition.parents && { parents: definition.parents }),
    create: (client, request, signal) => createRecord(client, definition, request, signal),
    createMany: (client, requests, signal) => createRecords(client, definition, requests, signal),
    findCreated: (client, search, signal) => findCreatedRecord(client, definition, search, signal),
    update: (client, request, signal) => updateRecord(client, definition, request, signal),
    updateMany: (client, requests, signal) => updateRecords(client, definition, requests, signal),
    remove: (client, key, signal) => removeRecord(client, definition, key, signal),
  };
}
