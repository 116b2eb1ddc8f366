import {
  asItem,
  type FetchedPage,
  type FetchedRecord,
  type Item,
  itemTakers,
  type NormalizeResult,
  type PageRequest,
  type RecordKey,
  type Stream,
} from '@syncline/connector-sdk';
import { type Diagnostic, type Json, toSynclineError } from '@syncline/core';
import type { ZohoClient } from '../client.ts';
import { parsePage } from '../reading/parse-page.ts';
import { instant } from '../record/express-value.ts';
import { ORG_SCOPE_KIND } from '../scope.ts';
import { zohoId } from '../zoho-id.ts';

const PAGE = 200;
const EMPTY = Buffer.from('{"users":[]}');
const { missing, takeText, takeTime } = itemTakers({ id: 'zoho', title: 'Zoho', time: timeOf });

/** Who owns records: read, so that owners can be mapped to people elsewhere; never written. */
export const users: Stream<ZohoClient> = {
  name: 'users',
  title: 'Users',
  kind: 'user',
  scopeKind: ORG_SCOPE_KIND,
  backfill: 'follow',
  incremental: 'since',
  pageSize: PAGE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'username', type: 'text', writable: 'no', required: true },
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'email', type: 'text', writable: 'no' },
    { name: 'title', type: 'text', writable: 'no' },
    { name: 'active', type: 'boolean', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  readPage,
  fetchOne,
  parsePage,
  normalize: normalizeUser,
};

/** Users are few: pages by number, and for a poll those that were changed since, by the header that Zoho has for it. */
async function readPage(client: ZohoClient, request: PageRequest, signal: AbortSignal): Promise<FetchedPage> {
  const page = (request.cursor as { readonly page?: number } | null)?.page ?? 1;
  const size = Math.min(request.pageSize ?? PAGE, PAGE);
  const query = { type: 'AllUsers', page: String(page), per_page: String(size) };
  const headers = request.since === null ? {} : { 'if-modified-since': zohoTime(request.since) };
  const { text, data, observedAt } = await client.send({ path: '/users', query, headers }, signal);
  // Nothing: no content (204), or none that was modified (304).
  if (text === '') return { raw: EMPTY, next: null, observedAt };
  const hasMore = asItem(asItem(data)?.['info'])?.['more_records'] === true;
  return { raw: Buffer.from(text), next: hasMore ? { page: page + 1 } : null, observedAt };
}

/** Users are never deleted, only switched off: one that is not shown proves nothing. */
async function fetchOne(client: ZohoClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const detail = `the user ${key.externalId} is not shown`;
  try {
    const { text } = await client.send({ path: `/users/${encodeURIComponent(key.externalId)}` }, signal);
    return text === '' ? { outcome: 'unreachable', detail } : { outcome: 'found', raw: Buffer.from(text) };
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return { outcome: 'unreachable', detail };
  }
}

function normalizeUser(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = zohoId(item?.['id']);
  if (!item || externalId === null)
    return { outcome: 'invalid', externalId: null, diagnostics: [missing('id', 'usable id')] };
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  takeText(fields, item, 'email', diagnostics);
  takeText(fields, item, 'full_name', diagnostics, 'name');
  takeTitle(fields, item);
  takeTime(fields, item, 'created_time', diagnostics, 'created_at');
  if (typeof item['status'] === 'string') fields['active'] = item['status'] === 'active';
  if (typeof fields['email'] === 'string') fields['username'] = fields['email'];
  else diagnostics.push(missing('email', 'text'));
  if (diagnostics.some(({ severity }) => severity === 'error')) return { outcome: 'invalid', externalId, diagnostics };
  const changed = timeOf(item['Modified_Time']);
  return {
    outcome: 'record',
    record: {
      kind: 'user',
      stream: 'users',
      externalId,
      locator: null,
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: changed,
      url: null,
      ...(changed !== null && { version: changed }),
    },
    embedded: [],
    followUps: [],
    diagnostics,
  };
}

/** What a person is in the company is their role. */
function takeTitle(fields: Record<string, Json>, item: Item): void {
  const name = asItem(item['role'])?.['name'];
  if (typeof name === 'string') fields['title'] = name;
}

function timeOf(value: unknown): string | null {
  return typeof value === 'string' ? instant(value) : null;
}

/** ISO 8601 with an offset and whole seconds, as Zoho's headers take times. */
function zohoTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}+00:00`;
}
