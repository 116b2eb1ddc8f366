import {
  asItem,
  type FetchedPage,
  type FetchedRecord,
  itemTakers,
  type NormalizeResult,
  type PageRequest,
  type RecordKey,
  type Stream,
  type StreamField,
  textOf,
  utcTime,
} from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import { idOf } from '../object/normalize.ts';
import { found } from '../reading/fetch-record.ts';
import { parsePage } from '../reading/parse-page.ts';

/** The most that one call answers. */
const PAGE_SIZE = 500;
const { takeTime } = itemTakers({ id: 'hubspot', title: 'HubSpot' });

const fields: readonly StreamField[] = [
  { name: 'username', type: 'text', writable: 'no' },
  { name: 'name', type: 'text', writable: 'no' },
  { name: 'email', type: 'text', writable: 'no' },
  { name: 'active', type: 'boolean', writable: 'no' },
  { name: 'created_at', type: 'instant', writable: 'no' },
];

/** Who records belong to: read, so that they can be matched with people elsewhere; never written. First those who are there, then those who left. */
export const owners: Stream<HubspotClient> = {
  name: 'owners',
  title: 'Owners',
  kind: 'user',
  scopeKind: 'account',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields,
  readPage,
  fetchOne,
  parsePage,
  normalize,
};

async function readPage(client: HubspotClient, request: PageRequest, signal: AbortSignal): Promise<FetchedPage> {
  const { archived = 'false', after = '' } = (request.cursor ?? {}) as Partial<Record<'archived' | 'after', string>>;
  const limit = String(Math.min(request.pageSize ?? PAGE_SIZE, PAGE_SIZE));
  const query = { limit, archived, after: after || undefined };
  const { data, observedAt } = await client.send({ path: '/crm/v3/owners', query }, signal);
  const answer = asItem(data);
  const next = textOf(asItem(asItem(answer?.['paging'])?.['next'])?.['after']);
  return {
    raw: Buffer.from(JSON.stringify({ results: answer?.['results'] ?? [] })),
    next: next !== null ? { archived, after: next } : archived === 'false' ? { archived: 'true', after: '' } : null,
    observedAt,
  };
}

async function fetchOne(client: HubspotClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  for (const archived of ['false', 'true']) {
    const path = `/crm/v3/owners/${encodeURIComponent(key.externalId)}`;
    const owner = await found(client, { path, query: { idProperty: 'id', archived } }, signal);
    if (owner !== null) return { outcome: 'found', raw: Buffer.from(JSON.stringify({ results: [owner] })) };
  }
  return {
    outcome: 'unreachable',
    detail: `owner ${key.externalId} is neither among those who are there nor those who left`,
  };
}

function normalize(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  const diagnostics: Diagnostic[] = [];
  if (item === null || externalId === null) {
    const diagnostic = { severity: 'error', code: 'hubspot_no_id', field: 'id' } as const;
    return {
      outcome: 'invalid',
      externalId: null,
      diagnostics: [{ ...diagnostic, message: 'HubSpot sent an owner without a usable id' }],
    };
  }
  const email = textOf(item['email'])?.toLowerCase() || null;
  const name = [item['firstName'], item['lastName']]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
  const shown: Record<string, Json> = { username: email, name: name || null, email, active: item['archived'] !== true };
  takeTime(shown, item, 'createdAt', diagnostics, 'created_at');
  return {
    outcome: 'record',
    record: {
      kind: 'user',
      stream: 'owners',
      externalId,
      locator: null,
      fields: shown,
      references: [],
      relations: [],
      remoteUpdatedAt: utcTime(item['updatedAt']),
      url: null,
    },
    embedded: [],
    followUps: [],
    diagnostics,
  };
}
