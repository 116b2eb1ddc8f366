import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { NormalisedRecord, Reference } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { addUser } from '../embedded-user.ts';
import { expressBody, expressDate, expressTitle } from '../express.ts';
import { requireChoice, requireText, takeDate, takeKeyedText, takeNumber, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { fetchNumbered } from '../numbered-record.ts';
import { PAGE_SIZE, parseItems, readListPage } from '../paging.ts';
import { parseRepositoryScope, type RepositoryScope } from '../repository-scope.ts';
import { readOnly } from '../stream-fields.ts';
import { MILESTONES, milestoneWrites } from '../writes/milestone-writes.ts';

/** Milestones of a repository, open and closed. */
export const milestones: Stream<GitHubClient> = {
  name: 'milestones',
  title: 'Milestones',
  kind: 'milestone',
  scopeKind: 'repository',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'title', type: 'text', writable: 'yes', required: true, express: expressTitle },
    { name: 'description', type: 'rich_text', notifies: true, writable: 'yes', express: expressBody },
    { name: 'state', type: 'choice', writable: 'yes' },
    { name: 'due_on', type: 'date', writable: 'yes', express: expressDate },
    ...readOnly('number', 'number'),
    ...readOnly('instant', 'created_at', 'closed_at'),
  ],
  writes: milestoneWrites,
  readPage(client, request, signal) {
    const { owner, repo } = parseRepositoryScope(request.scope);
    return readListPage(client, MILESTONES, { owner, repo, state: 'all' }, request.cursor, signal);
  },
  fetchOne: (client, key, signal) => fetchNumbered(client, key, 'milestones', signal),
  parsePage: parseItems,
  normalize: (value, scope) => normalizeMilestone(value, parseRepositoryScope(scope)),
};

function normalizeMilestone(value: unknown, repository: RepositoryScope): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('a milestone');
  const { item, externalId, fields, diagnostics } = started;
  requireText(fields, item, 'title', diagnostics);
  const { ownKey } = takeKeyedText(fields, item, 'description', diagnostics);
  requireChoice(fields, item, 'state', ['open', 'closed'], diagnostics);
  takeNumber(fields, item, 'number', diagnostics);
  // GitHub keeps a day and shows it as midnight in California.
  takeDate(fields, item, 'due_on', diagnostics);
  takeTime(fields, item, 'created_at', diagnostics);
  takeTime(fields, item, 'closed_at', diagnostics);
  const references: Reference[] = [{ relation: 'belongs_to', stream: 'repositories', externalId: repository.id }];
  const embedded: NormalisedRecord[] = [];
  addUser(item['creator'], 'created_by', references, embedded);
  return recordResult(
    {
      kind: 'milestone',
      stream: 'milestones',
      externalId,
      locator: `${repository.fullName}/milestones/${String(item['number'])}`,
      fields,
      references,
      relations: ['belongs_to', 'created_by'],
      remoteUpdatedAt: utcTime(item['updated_at']),
      url: textOf(item['html_url']),
      ...(ownKey !== undefined && { ownKey }),
    },
    diagnostics,
    embedded,
  );
}
