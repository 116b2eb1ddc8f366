import type { FetchedPage, NormalizeResult, PageRequest, Stream } from '@syncline/connector-sdk';
import type { GitHubClient } from '../client.ts';
import { asItem, takeFlag, takeText, takeTime, textOf } from '../item.ts';
import { newestFirstList } from '../newest-first-list.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { fetchNumbered } from '../numbered-record.ts';
import { cursorQuery, nextCursor, PAGE_SIZE, parseItems, perPage } from '../paging.ts';
import { parseRepositoryScope, type RepositoryScope } from '../repository-scope.ts';
import { readOnly, trackerFields } from '../stream-fields.ts';
import { readTrackerRecord } from '../tracker-record.ts';
import { pullRequestWrites } from '../writes/pull-request-writes.ts';

const LIST = 'GET /repos/{owner}/{repo}/pulls';
const { counted, readNewestFirst } = newestFirstList(LIST, { state: 'all' });

/** Pull requests of a repository, under their own ids (as issues of the same list they have others). */
export const pullRequests: Stream<GitHubClient> = {
  name: 'pull_requests',
  title: 'Pull requests',
  kind: 'change_request',
  scopeKind: 'repository',
  backfill: 'fan_out',
  incremental: 'since',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    ...trackerFields,
    ...readOnly('choice', 'outcome'),
    ...readOnly('number', 'number'),
    ...readOnly('boolean', 'locked', 'draft', 'merged'),
    ...readOnly('instant', 'created_at', 'closed_at', 'merged_at'),
    ...readOnly('text', 'head_ref', 'base_ref', 'head_sha', 'author', 'url'),
  ],
  writes: pullRequestWrites,
  ...counted,
  readPage(client, request, signal) {
    const { since } = request;
    if (since) return readUntil(client, { ...request, since }, signal);
    return readNewestFirst(client, request.scope, request.cursor, signal);
  },
  fetchOne: (client, key, signal) => fetchNumbered(client, key, 'pulls', signal),
  parsePage: parseItems,
  normalize: (value, scope) => normalizePullRequest(value, parseRepositoryScope(scope)),
};

/**
 * GitHub has no `since` here: the list is read from the latest change back to that time. What is edited meanwhile
 * moves to the front and pushes others back, so that they come twice, never not at all.
 */
async function readUntil(
  client: GitHubClient,
  request: PageRequest & { readonly since: Date },
  signal: AbortSignal,
): Promise<FetchedPage> {
  const { owner, repo } = parseRepositoryScope(request.scope);
  const query = {
    owner,
    repo,
    state: 'all',
    sort: 'updated',
    direction: 'desc',
    per_page: perPage(request),
    ...cursorQuery(request.cursor),
  };
  const { raw, data, links, observedAt } = await client.json(LIST, query, signal);
  const oldest = Array.isArray(data) ? Date.parse(String(asItem(data.at(-1))?.['updated_at'])) : Number.NaN;
  return { raw, next: oldest < request.since.getTime() ? null : nextCursor(links), observedAt };
}

function normalizePullRequest(value: unknown, repository: RepositoryScope): NormalizeResult {
  const read = readTrackerRecord(value, { kind: 'change_request', stream: 'pull_requests' }, repository);
  if (!read) return notARecord('a pull request');
  const { item, record, fields, diagnostics } = read;
  takeFlag(fields, item, 'draft', diagnostics);
  takeTime(fields, item, 'merged_at', diagnostics);
  if (item['merged_at'] !== undefined) {
    fields['merged'] = item['merged_at'] !== null;
    // GitHub's state calls what was merged closed.
    fields['outcome'] = fields['merged'] ? 'merged' : (fields['state'] ?? null);
  }
  // A deleted account is shown as null.
  if (item['user'] !== undefined) fields['author'] = textOf(asItem(item['user'])?.['login']);
  if (item['html_url'] !== undefined) fields['url'] = textOf(item['html_url']);
  for (const side of ['head', 'base']) {
    const branch = asItem(item[side]);
    if (branch) takeText(fields, branch, 'ref', diagnostics, `${side}_ref`);
  }
  const head = asItem(item['head']);
  if (head) takeText(fields, head, 'sha', diagnostics, 'head_sha');
  return recordResult(record, diagnostics, read.embedded);
}
