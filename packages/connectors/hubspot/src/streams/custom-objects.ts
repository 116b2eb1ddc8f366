import { asItem, type NormalizeResult, type Stream, utcTime } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import { typeOfScope } from '../list-scopes.ts';
import { idOf } from '../object/normalize.ts';
import { INDEX_LAG_MS } from '../object-stream.ts';
import { fetchRecord } from '../reading/fetch-record.ts';
import { parsePage } from '../reading/parse-page.ts';
import { type Listing, readPage } from '../reading/read-page.ts';
import { PAGE_SIZE } from '../reading/search.ts';
import { planWindows } from '../reading/windows.ts';

const MODIFIED = 'hs_lastmodifieddate';

/** Records of the account's own object types, one scope for each that the settings name: read, with the properties named there. */
export const customObjects: Stream<HubspotClient> = {
  name: 'custom_objects',
  title: 'Custom objects',
  kind: 'custom:hubspot_object',
  scopeKind: 'custom_object',
  backfill: 'windows',
  incremental: 'since',
  incrementalOverlapMs: INDEX_LAG_MS,
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'id', type: 'text', writable: 'no' },
    { name: 'object_type', type: 'text', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  planWindows: (client, scope, signal) => planWindows(client, listingOf(client, scope), signal),
  readPage: (client, request, signal) => readPage(client, listingOf(client, request.scope), request, signal),
  fetchOne: async (client, key, signal) => {
    const type = typeOfScope(key.scope);
    if (client.settings.customObjects[type] === undefined)
      return { outcome: 'out_of_scope', detail: `the settings name no custom object ${type}` };
    return fetchRecord(client, listingOf(client, key.scope), key, signal);
  },
  parsePage,
  normalize,
};

function listingOf({ settings }: HubspotClient, scope: string): Listing {
  const object = typeOfScope(scope);
  const properties = ['hs_object_id', MODIFIED, 'hs_createdate', ...(settings.customObjects[object] ?? [])];
  return { object, modified: MODIFIED, properties, associated: [] };
}

function normalize(value: unknown, scope: string): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  const properties = asItem(item?.['properties']);
  if (!item || externalId === null || !properties) {
    const diagnostic = { severity: 'error', code: 'hubspot_no_record', field: 'id' } as const;
    const message = 'HubSpot sent a custom object without a usable id or without properties';
    return { outcome: 'invalid', externalId, diagnostics: [{ ...diagnostic, message }] };
  }
  if (item['archived'] === true) return { outcome: 'ignored', reason: 'it is in the recycle bin' };
  const fields: Record<string, Json> = {};
  for (const [name, shown] of Object.entries(properties))
    if (!name.startsWith('hs_') && (typeof shown === 'string' || shown === null)) fields[name] = shown || null;
  return {
    outcome: 'record',
    record: {
      kind: 'custom:hubspot_object',
      stream: 'custom_objects',
      externalId,
      locator: null,
      fields: {
        ...fields,
        id: externalId,
        object_type: typeOfScope(scope),
        created_at: utcTime(properties['hs_createdate']),
      },
      references: [],
      relations: [],
      remoteUpdatedAt: utcTime(properties[MODIFIED]),
      url: null,
    },
    embedded: [],
    followUps: [],
    diagnostics: [],
  };
}
