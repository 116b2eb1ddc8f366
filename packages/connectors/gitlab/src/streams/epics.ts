import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { GitLabClient } from '../client.ts';
import { expressDate, expressNames } from '../express.ts';
import { fetchRecord } from '../fetch-record.ts';
import { idOf, takeDate } from '../item.ts';
import { readKeysetPage } from '../keyset-page.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { numberedOrNull } from '../numbered.ts';
import { PAGE_SIZE, parseItems } from '../paging.ts';
import { type Place, parsePlace } from '../place.ts';
import { workFields } from '../stream-fields.ts';
import { type List, planListWindows, readWindowPage } from '../windowed-list.ts';
import { readWork } from '../work-record.ts';
import { EPICS, epicWrites } from '../writes/epic-writes.ts';

/** Epics of a group; its subgroups are scopes of their own, since epics are numbered by group. */
export const epics: Stream<GitLabClient> = {
  name: 'epics',
  title: 'Epics',
  kind: 'work_item',
  scopeKind: 'epics',
  backfill: 'windows',
  incremental: 'since',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    ...workFields,
    { name: 'labels', type: 'text_set', writable: 'yes', express: expressNames },
    { name: 'start_date', type: 'date', writable: 'yes', express: expressDate },
    { name: 'due_date', type: 'date', writable: 'yes', express: expressDate },
    { name: 'confidential', type: 'boolean', writable: 'yes' },
    { name: 'parent', type: 'reference', writable: 'yes', references: 'epics' },
  ],
  writes: epicWrites,
  planWindows: (client, scope, signal) => planListWindows(client, epicsOf(scope), {}, signal),
  async readPage(client, request, signal) {
    const list = epicsOf(request.scope);
    const { raw, next, split, observedAt } = request.since
      ? await readKeysetPage(
          client,
          list.route,
          list.parameters,
          { ...request, from: request.since },
          'changed',
          signal,
        )
      : await readWindowPage(client, list, request, signal);
    return { raw, next, ...(split && { split }), observedAt };
  },
  async fetchOne(client, key, signal) {
    const place = numberedOrNull(key);
    if (place === null)
      return { outcome: 'unreachable', detail: `${key.locator ?? 'no locator'} names no number to read` };
    const read = () => client.json('GET /groups/{id}/epics/{iid}', { ...place }, signal);
    const container = parsePlace(key.scope);
    const { data: _, ...fetched } = await fetchRecord(
      client,
      key,
      { name: `epic ${key.locator}`, read, container },
      signal,
    );
    return fetched;
  },
  parsePage: parseItems,
  normalize: (value, scope) => normalizeEpic(value, parsePlace(scope)),
};

function epicsOf(scope: string): List {
  const { id } = parsePlace(scope);
  return { route: EPICS, parameters: { id, include_descendant_groups: false, with_labels_details: true } };
}

function normalizeEpic(value: unknown, place: Place): NormalizeResult {
  const read = readWork(value, 'epics', place, '&');
  if (!read) return notARecord('an epic');
  const { item, record, fields, references, relations, embedded, diagnostics } = read;
  takeDate(fields, item, 'start_date', diagnostics);
  const parent = item['parent_id'];
  if (parent !== undefined) {
    const externalId = idOf({ id: parent });
    fields['parent'] = externalId;
    relations.push('child_of');
    if (externalId !== null) references.push({ relation: 'child_of', stream: 'epics', externalId });
  }
  return recordResult(record, diagnostics, embedded);
}
