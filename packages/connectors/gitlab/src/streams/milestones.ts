import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Reference } from '@syncline/core';
import type { GitLabClient } from '../client.ts';
import { expressDate, expressLine, expressText } from '../express.ts';
import { fetchRecord } from '../fetch-record.ts';
import { requireChoice, requireText, takeDate, takeKeyedText, takeNumber, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { PAGE_SIZE, parseItems, readListPage } from '../paging.ts';
import { type Place, parsePlace } from '../place.ts';
import { readOnly } from '../stream-fields.ts';
import { milestoneLocator, milestoneWrites } from '../writes/milestone-writes.ts';

/** Milestones of a project or of a group, active and closed. */
export const milestones: Stream<GitLabClient> = {
  name: 'milestones',
  title: 'Milestones',
  kind: 'milestone',
  scopeKind: 'place',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'title', type: 'text', writable: 'yes', required: true, express: expressLine },
    { name: 'description', type: 'rich_text', notifies: true, writable: 'yes', express: expressText },
    { name: 'state', type: 'choice', writable: 'yes' },
    { name: 'start_date', type: 'date', writable: 'yes', express: expressDate },
    { name: 'due_date', type: 'date', writable: 'yes', express: expressDate },
    ...readOnly('number', 'number'),
    ...readOnly('instant', 'created_at'),
  ],
  writes: milestoneWrites,
  readPage(client, request, signal) {
    const { kind, id } = parsePlace(request.scope);
    return readListPage(client, `GET /${kind}/{id}/milestones`, { id }, request.cursor, signal);
  },
  async fetchOne(client, key, signal) {
    const container = parsePlace(key.scope);
    const { kind, id } = container;
    const read = () =>
      client.json(`GET /${kind}/{id}/milestones/{milestone}`, { id, milestone: key.externalId }, signal);
    const name = `milestone ${key.locator ?? key.externalId}`;
    const { data: _, ...fetched } = await fetchRecord(client, key, { name, read, container }, signal);
    return fetched;
  },
  parsePage: parseItems,
  normalize: (value, scope) => normalizeMilestone(value, parsePlace(scope)),
};

function normalizeMilestone(value: unknown, place: Place): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('a milestone');
  const { item, externalId, fields, diagnostics } = started;
  requireText(fields, item, 'title', diagnostics);
  const { ownKey } = takeKeyedText(fields, item, 'description', diagnostics);
  requireChoice(fields, item, 'state', ['active', 'closed'], diagnostics);
  takeNumber(fields, item, 'iid', diagnostics, 'number');
  takeDate(fields, item, 'start_date', diagnostics);
  takeDate(fields, item, 'due_date', diagnostics);
  takeTime(fields, item, 'created_at', diagnostics);
  const isOfProject = place.kind === 'projects';
  const project: Reference = { relation: 'belongs_to', stream: 'projects', externalId: place.id };
  return recordResult(
    {
      kind: 'milestone',
      stream: 'milestones',
      externalId,
      locator: milestoneLocator(place, item['iid']),
      fields,
      references: isOfProject ? [project] : [],
      relations: isOfProject ? ['belongs_to'] : [],
      remoteUpdatedAt: utcTime(item['updated_at']),
      url: textOf(item['web_url']),
      ...(ownKey !== undefined && { ownKey }),
    },
    diagnostics,
  );
}
