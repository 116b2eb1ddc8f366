import type { Stream, StreamWrites } from '@syncline/connector-sdk';
import type { HubspotClient } from './client.ts';
import { streamField } from './object/field.ts';
import { normalizeRecord } from './object/normalize.ts';
import type { ObjectDefinition } from './object/object-definition.ts';
import { fetchRecord } from './reading/fetch-record.ts';
import { parsePage } from './reading/parse-page.ts';
import { listingOf, readPage } from './reading/read-page.ts';
import { PAGE_SIZE } from './reading/search.ts';
import { planWindows } from './reading/windows.ts';
import { BATCH_SIZE } from './writing/batch.ts';
import { createRecord, recordOfKey, written } from './writing/create-record.ts';
import { createRecords } from './writing/create-records.ts';
import { removeRecord } from './writing/remove-record.ts';
import { updateRecord } from './writing/update-record.ts';
import { updateRecords } from './writing/update-records.ts';

/** "It may take a few moments" before a search shows what was written; a busy account has been seen to take minutes. */
export const INDEX_LAG_MS = 5 * 60_000;

/** The stream of a HubSpot object. */
export function objectStream(definition: ObjectDefinition): Stream<HubspotClient> {
  return {
    name: definition.stream,
    title: definition.title,
    kind: definition.kind,
    scopeKind: 'account',
    backfill: 'windows',
    incremental: 'since',
    incrementalOverlapMs: INDEX_LAG_MS,
    pageSize: PAGE_SIZE,
    idsNeverReused: true,
    locatorsAreStable: true,
    fields: definition.fields.map(streamField),
    writes: objectWrites(definition),
    planWindows: (client, _, signal) => planWindows(client, listingOf(definition, client), signal),
    readPage: (client, request, signal) => readPage(client, listingOf(definition, client), request, signal),
    fetchOne: (client, key, signal) => fetchRecord(client, listingOf(definition, client), key, signal),
    parsePage,
    normalize: (item) => normalizeRecord(definition, item),
  };
}

function objectWrites(definition: ObjectDefinition): StreamWrites<HubspotClient> {
  return {
    concurrency: 'compare',
    creates: 'upsert',
    batchSize: BATCH_SIZE,
    ...(definition.parents && { parents: definition.parents }),
    create: (client, request, signal) => createRecord(client, definition, request, signal),
    createMany: (client, requests, signal) => createRecords(client, definition, requests, signal),
    findCreated: async (client, { ownKey, scope }, signal) => {
      const made = await recordOfKey(client, definition, ownKey, signal);
      return made === null ? null : written(made, scope);
    },
    update: (client, request, signal) => updateRecord(client, definition, request, signal),
    updateMany: (client, requests, signal) => updateRecords(client, definition, requests, signal),
    remove: (client, key, signal) => removeRecord(client, definition, key, signal),
  };
}
