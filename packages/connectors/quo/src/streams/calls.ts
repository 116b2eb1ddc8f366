import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { activityFields, activityResult, directionOf, personOf } from '../activities/activity-record.ts';
import { type ActivityList, isoTime, planWindows, readActivities } from '../activities/windows.ts';
import type { QuoClient } from '../client.ts';
import { PAGE_SIZE } from '../cursor-list.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, type Item, idOf, itemsIn, listOf, takeNumber, takeText, takeTime, textOf } from '../item.ts';
import { notARecord } from '../normal-result.ts';
import { partyOf } from '../phone.ts';

/** https://www.quo.com/docs/2026-03-30/calls/list-calls: newest first, `createdAt[gte]` and `[lte]`. */
const list: ActivityList = {
  path: '/calls',
  range: (from, before) => ({
    'createdAt[gte]': from === null ? undefined : isoTime(from),
    'createdAt[lte]': before === null ? undefined : isoTime(before - 1),
  }),
  include,
};

/** A call is listed from its first ring on, and what it came to is known when it ends. */
const LONGEST_CALL_MS = 4 * 3_600_000;

export const calls: Stream<QuoClient> = {
  name: 'calls',
  title: 'Calls',
  kind: 'activity',
  scopeKind: 'number',
  backfill: 'windows',
  incremental: 'since',
  incrementalOverlapMs: LONGEST_CALL_MS,
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    ...activityFields,
    { name: 'duration_seconds', type: 'number', writable: 'no' },
    { name: 'answered_at', type: 'instant', writable: 'no' },
    { name: 'completed_at', type: 'instant', writable: 'no' },
    { name: 'voicemail_url', type: 'text', writable: 'no' },
  ],
  planWindows: (client, scope, signal) => planWindows(client, list, scope, signal),
  readPage: (client, request, signal) => readActivities(client, list, request, signal),
  fetchOne: (client, { externalId }, signal) =>
    fetchRecord(
      client,
      { path: `/calls/${encodeURIComponent(externalId)}`, query: { include: include(client) } },
      `call ${externalId}`,
      signal,
    ),
  parsePage: itemsIn,
  normalize: normalizeCall,
};

function include(client: QuoClient): string | undefined {
  return client.settings.summaries ? 'summary,voicemail' : undefined;
}

function normalizeCall(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a call');
  const diagnostics: Diagnostic[] = [];
  const direction = directionOf(item, diagnostics);
  const fields: Record<string, Json> = { type: 'call', direction };
  takeText(fields, item, 'status', diagnostics);
  takeNumber(fields, item, 'duration', diagnostics, 'duration_seconds');
  takeTime(fields, item, 'answeredAt', diagnostics, 'answered_at');
  takeTime(fields, item, 'completedAt', diagnostics, 'completed_at');
  const voicemail = asItem(item['voicemail']);
  if (item['voicemail'] !== undefined) fields['voicemail_url'] = textOf(voicemail?.['recordingUrl']);
  if (item['summary'] !== undefined || item['voicemail'] !== undefined)
    fields['body'] = bodyOf(asItem(item['summary']), voicemail);
  const parties = partiesOf(item);
  const other = parties.find((party) => party !== null) ?? 'somebody unknown';
  const kind = isMissed(item) ? 'Missed call' : 'Call';
  fields['subject'] = `${kind} ${direction === 'outbound' ? 'to' : 'from'} ${other}`;
  const ownerId = personOf(item['answeredBy'], item['initiatedBy'], item['actorId'], item['userId']);
  return activityResult({ stream: 'calls', externalId, item, parties, ownerId, fields }, diagnostics);
}

/**
 * Numbers of those who are nobody of the workspace. The dated version lists `{ phoneNumber, actorId }`, the workspace's
 * own with an actor; a plain text, as the first version lists them, does not say whose it is and is left out.
 */
function partiesOf(item: Item): (string | null)[] {
  return listOf(item['participants'])
    .filter((participant) => (participant['actorId'] ?? null) === null)
    .map((participant) => partyOf(participant['phoneNumber']));
}

/** Quo has several words for it; none of them when somebody forwarded it or an agent took it. */
function isMissed(item: Item): boolean {
  const handled = [item['answeredAt'], item['aiHandled'], item['forwardedTo']].some((by) => (by ?? null) !== null);
  return item['direction'] === 'incoming' && !handled && (item['completedAt'] ?? null) !== null;
}

/** What was said, as far as Quo wrote it down: the summary with its next steps, then what was left on the voicemail. */
function bodyOf(summary: Item | null, voicemail: Item | null): string | null {
  const lines = (part: unknown): string[] =>
    Array.isArray(part) ? part.filter((line): line is string => typeof line === 'string') : [];
  const steps = lines(summary?.['nextSteps']).map((step) => `- ${step}`);
  const transcript = textOf(voicemail?.['transcript']);
  const parts = [
    lines(summary?.['summary']).join('\n'),
    steps.length > 0 ? `Next steps:\n${steps.join('\n')}` : '',
    transcript ? `Voicemail: ${transcript}` : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n') || null;
}
