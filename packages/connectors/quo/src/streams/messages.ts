import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { activityFields, activityResult, directionOf, personOf } from '../activities/activity-record.ts';
import { type ActivityList, isoTime, planWindows, readActivities } from '../activities/windows.ts';
import type { QuoClient } from '../client.ts';
import { PAGE_SIZE } from '../cursor-list.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, type Item, idOf, itemsIn, listOf, sortedSet, takeText, textOf } from '../item.ts';
import { notARecord } from '../normal-result.ts';
import { partyOf } from '../phone.ts';

/** https://www.quo.com/docs/2026-03-30/messages/list-messages: newest first, `createdAt[gt]` and `[lt]`. */
const list: ActivityList = {
  path: '/messages',
  range: (from, before) => ({
    'createdAt[gt]': from === null ? undefined : isoTime(from - 1),
    'createdAt[lt]': before === null ? undefined : isoTime(before),
  }),
};

/** A text is listed when it is sent; whether it arrived a carrier says within hours. */
const DELIVERY_MS = 4 * 3_600_000;

export const messages: Stream<QuoClient> = {
  name: 'messages',
  title: 'Messages',
  kind: 'activity',
  scopeKind: 'number',
  backfill: 'windows',
  incremental: 'since',
  incrementalOverlapMs: DELIVERY_MS,
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    ...activityFields,
    { name: 'conversation_id', type: 'text', writable: 'no' },
    { name: 'media', type: 'text_set', writable: 'no' },
  ],
  planWindows: (client, scope, signal) => planWindows(client, list, scope, signal),
  readPage: (client, request, signal) => readActivities(client, list, request, signal),
  fetchOne: (client, { externalId }, signal) =>
    fetchRecord(client, { path: `/messages/${encodeURIComponent(externalId)}` }, `message ${externalId}`, signal),
  parsePage: itemsIn,
  normalize: normalizeMessage,
};

function normalizeMessage(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a message');
  const diagnostics: Diagnostic[] = [];
  const direction = directionOf(item, diagnostics);
  const fields: Record<string, Json> = { type: 'sms', direction };
  takeText(fields, item, 'status', diagnostics);
  takeText(fields, item, 'text', diagnostics, 'body');
  takeText(fields, item, 'conversationId', diagnostics, 'conversation_id');
  if (item['media'] !== undefined)
    fields['media'] = sortedSet(listOf(item['media']).flatMap((media) => textOf(media['url']) ?? []));
  const parties = partiesOf(item, direction);
  const other = parties.find((party) => party !== null) ?? 'somebody unknown';
  fields['subject'] = `Text message ${direction === 'outbound' ? 'to' : 'from'} ${other}`;
  return activityResult(
    { stream: 'messages', externalId, item, parties, ownerId: personOf(item['userId']), fields },
    diagnostics,
  );
}

/** Who wrote it, or whom it was written to: several in a group. What came in does not say which of `to` is ours. */
function partiesOf(item: Item, direction: string | null): (string | null)[] {
  if (direction !== 'outbound') return [partyOf(item['from'])];
  const to = Array.isArray(item['to']) ? item['to'] : [item['to']];
  return to.map(partyOf);
}
