import type { FetchedPage, NormalizeResult, PageRequest, RecordFollowUp, Stream } from '@syncline/connector-sdk';
import type { NormalisedRecord } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { emptyWhereDisabled } from '../empty-where-disabled.ts';
import { asItem, type Item, takeText, textOf } from '../item.ts';
import { readKeysetPage } from '../keyset-page.ts';
import { newestFirstList } from '../newest-first-list.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { fetchNumbered } from '../numbered-record.ts';
import { PAGE_SIZE, parseItems } from '../paging.ts';
import { parseRepositoryScope, type RepositoryScope, repositoryNameInUrl } from '../repository-scope.ts';
import { readOnly, trackerFields } from '../stream-fields.ts';
import { readTrackerRecord, type TrackerRecord } from '../tracker-record.ts';
import { issueWrites } from '../writes/issue-writes.ts';

const LIST = 'GET /repos/{owner}/{repo}/issues';
const { counted, readNewestFirst } = newestFirstList(LIST, { state: 'all' });

/** Issues of a repository. GitHub lists its pull requests among them; those are ignored here. */
export const issues: Stream<GitHubClient> = {
  name: 'issues',
  title: 'Issues',
  kind: 'work_item',
  scopeKind: 'repository',
  backfill: 'fan_out',
  incremental: 'since',
  pageSize: PAGE_SIZE,
  itemId: 'id',
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    ...trackerFields,
    { name: 'state_reason', type: 'choice', writable: 'yes' },
    { name: 'depends_on', type: 'reference_set', writable: 'yes', references: 'issues' },
    { name: 'blocks', type: 'reference_set', writable: 'yes', references: 'issues' },
    { name: 'sub_issues', type: 'reference_set', writable: 'yes', references: 'issues' },
    ...readOnly('number', 'number'),
    ...readOnly('boolean', 'locked'),
    ...readOnly('instant', 'created_at', 'closed_at'),
    ...readOnly('text', 'issue_type', 'active_lock_reason'),
  ],
  writes: issueWrites,
  ...counted,
  probe: (client, scope, signal) =>
    emptyWhereDisabled(
      client,
      scope,
      signal,
      () => counted.probe(client, scope, signal),
      (observedAt) => ({ count: 0, head: null, observedAt }),
    ),
  readPage: (client, request, signal) =>
    emptyWhereDisabled(
      client,
      request.scope,
      signal,
      () => readIssues(client, request, signal),
      (observedAt) => ({ raw: Buffer.from('[]'), next: null, observedAt }),
    ),
  fetchOne: (client, key, signal) => fetchNumbered(client, key, 'issues', signal),
  parsePage: parseItems,
  normalize: (value, scope) => normalizeIssue(value, parseRepositoryScope(scope)),
};

function readIssues(client: GitHubClient, request: PageRequest, signal: AbortSignal): Promise<FetchedPage> {
  const { since } = request;
  if (!since) return readNewestFirst(client, request.scope, request.cursor, signal);
  const { owner, repo } = parseRepositoryScope(request.scope);
  return readKeysetPage(client, LIST, { owner, repo, state: 'all' }, { ...request, since }, signal);
}

function normalizeIssue(value: unknown, repository: RepositoryScope): NormalizeResult {
  if (asItem(value)?.['pull_request'] !== undefined)
    return { outcome: 'ignored', reason: 'a pull request: it comes with its own stream' };
  const read = readTrackerRecord(value, { kind: 'work_item', stream: 'issues' }, repository);
  if (!read) return notARecord('an issue');
  const { item, record, embedded, diagnostics } = read;
  takeIssueFields(read);
  addParent(read);
  // A summary of none is the word that there are none; what there is, its own read shows.
  const { issue_dependencies_summary: dependencies, sub_issues_summary: children } = item;
  if (hasNone(dependencies, 'total_blocked_by')) showNone(read, 'depends_on');
  if (hasNone(dependencies, 'total_blocking')) showNone(read, 'blocks');
  const isChildless = hasNone(children, 'total');
  if (isChildless) read.fields['sub_issues'] = [];
  return recordResult(
    isChildless ? { ...record, inbound: ['child_of'] } : record,
    diagnostics,
    embedded,
    linksToRead(item, record),
  );
}

function takeIssueFields({ item, fields, diagnostics }: TrackerRecord): void {
  takeText(fields, item, 'state_reason', diagnostics);
  takeText(fields, item, 'active_lock_reason', diagnostics);
  const type = item['type'];
  if (type !== undefined) fields['issue_type'] = textOf(asItem(type)?.['name']);
}

function showNone({ fields, relations }: TrackerRecord, relation: 'depends_on' | 'blocks'): void {
  relations.push(relation);
  fields[relation] = [];
}

function addParent({ item, references, relations }: TrackerRecord): void {
  const parent = item['parent_issue_url'];
  if (parent === undefined) return;
  relations.push('child_of');
  const name = repositoryNameInUrl(parent);
  const number = textOf(parent)?.split('/').at(-1);
  if (name && number)
    references.push({ relation: 'child_of', stream: 'issues', externalId: null, locator: `${name}#${number}` });
}

/**
 * What the list only counts is read with the issue's links. So is a parent that the issue does not show and may have
 * lost: GitHub documents the member that names one, not that its absence means none.
 */
function linksToRead(item: Item, { externalId, locator }: NormalisedRecord): RecordFollowUp[] {
  const links = { stream: 'issue_links', externalId, locator };
  if (hasLinks(item)) return [links];
  return item['sub_issues_summary'] === undefined ? [] : [{ ...links, settles: 'child_of' }];
}

/** Whether dependencies or sub-issues exist. */
function hasLinks(item: Item): boolean {
  const dependencies = asItem(item['issue_dependencies_summary']);
  const children = asItem(item['sub_issues_summary']);
  return (
    isPositive(dependencies?.['total_blocked_by']) ||
    isPositive(dependencies?.['total_blocking']) ||
    isPositive(dependencies?.['blocked_by']) ||
    isPositive(dependencies?.['blocking']) ||
    isPositive(children?.['total'])
  );
}

function hasNone(summary: unknown, count: string): boolean {
  return asItem(summary)?.[count] === 0;
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}
