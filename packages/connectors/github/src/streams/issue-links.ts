import type { FetchedRecord, NormalizeResult, RecordKey, Stream } from '@syncline/connector-sdk';
import { type Json, type NormalisedRecord, type Reference, type RelationType, toSynclineError } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { asItem, idOf } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { parseItems, readWholeList } from '../paging.ts';
import { parseRepositoryScope, repositoryNameInUrl } from '../repository-scope.ts';

/**
 * What GitHub's list of issues only counts: dependencies, parent and sub-issues of one issue. They are read issue by
 * issue, and become partial records of the issues stream that show nothing but these.
 */
export const issueLinks: Stream<GitHubClient> = {
  name: 'issue_links',
  title: 'Issue dependencies and sub-issues',
  kind: 'work_item',
  partOf: 'issues',
  scopeKind: 'none',
  backfill: 'follow',
  incremental: 'none',
  pageSize: 1,
  idsNeverReused: true,
  locatorsAreStable: true,
  readPage: async () => ({ raw: Buffer.from('[]'), next: null, observedAt: new Date() }),
  fetchOne: fetchLinks,
  parsePage: parseItems,
  normalize: normalizeLinks,
};

/** The lists put together under the issue's id: the stored form of this stream's pages. */
interface RawLinks {
  readonly id: string;
  readonly locator: string;
  readonly blocked_by: readonly unknown[];
  readonly blocking: readonly unknown[];
  readonly sub_issues: readonly unknown[];
  readonly parent: unknown;
}

async function fetchLinks(client: GitHubClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const { owner, repo } = parseRepositoryScope(key.scope);
  const locator = key.locator ?? '';
  const number = /#(\d+)$/.exec(locator)?.[1];
  if (number === undefined) return { outcome: 'unreachable', detail: `${locator || 'no locator'} names no issue` };
  const issue = { owner, repo, number };
  const place = 'GET /repos/{owner}/{repo}/issues/{number}';
  try {
    const links: RawLinks = {
      id: key.externalId,
      locator,
      blocked_by: await readWholeList(client, `${place}/dependencies/blocked_by`, issue, signal),
      blocking: await readWholeList(client, `${place}/dependencies/blocking`, issue, signal),
      sub_issues: await readWholeList(client, `${place}/sub_issues`, issue, signal),
      parent: await readParent(client, `${place}/parent`, issue, signal),
    };
    return { outcome: 'found', raw: Buffer.from(JSON.stringify(links)) };
  } catch (error) {
    // Whether the issue itself is gone is for the issues stream to find out.
    if (toSynclineError(error).class === 'not_found')
      return { outcome: 'unreachable', detail: `${locator} shows no links` };
    throw error;
  }
}

/** GitHub answers 404 for the parent of an issue that has none. */
async function readParent(
  client: GitHubClient,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return (await client.json(route, parameters, signal)).data;
  } catch (error) {
    if (toSynclineError(error).class === 'not_found') return null;
    throw error;
  }
}

function normalizeLinks(value: unknown): NormalizeResult {
  const links = asItem(value);
  if (!links || typeof links['id'] !== 'string' || typeof links['locator'] !== 'string')
    return notARecord('links of an issue');
  const { id, locator } = links as unknown as RawLinks;
  const references: Reference[] = [];
  addIssues(links['blocked_by'], 'depends_on', references);
  addIssues(links['blocking'], 'blocks', references);
  const parent = issueLocator(links['parent']);
  if (parent !== null) references.push(childOf(parent));
  const children = Array.isArray(links['sub_issues']) ? links['sub_issues'] : [];
  const embedded = children.flatMap((child) => childRecord(child, locator));
  const fields: Record<string, Json> = {};
  for (const [name, list] of LISTS) if (Array.isArray(links[list])) fields[name] = idsOf(links[list]);
  const record = edgesOnly(id, locator, ['depends_on', 'blocks', 'child_of'], references, fields);
  // The list of sub-issues is whole: what is not on it is no child of this issue any more.
  return recordResult({ ...record, inbound: ['child_of'] }, [], embedded);
}

/** Fields of an issue that only its links show, by the list they come from. */
const LISTS = [
  ['depends_on', 'blocked_by'],
  ['blocks', 'blocking'],
  ['sub_issues', 'sub_issues'],
] as const;

function idsOf(values: readonly unknown[]): string[] {
  return [...new Set(values.map(idOf).filter((id) => id !== null))].sort();
}

function addIssues(values: unknown, relation: RelationType, references: Reference[]): void {
  for (const value of Array.isArray(values) ? values : []) {
    const externalId = idOf(value);
    if (externalId !== null) references.push({ relation, stream: 'issues', externalId });
  }
}

/** Sub-issues point to their parent, so that the edge is kept with the child. */
function childRecord(child: unknown, parent: string): NormalisedRecord[] {
  const externalId = idOf(child);
  return externalId === null ? [] : [edgesOnly(externalId, issueLocator(child), ['child_of'], [childOf(parent)])];
}

/** By its place, as an issue itself shows its parent: one edge must not have two names. */
function childOf(parent: string): Reference {
  return { relation: 'child_of', stream: 'issues', externalId: null, locator: parent };
}

/** `acme/api#12`; null for what is no issue. */
function issueLocator(value: unknown): string | null {
  const issue = asItem(value);
  const name = repositoryNameInUrl(issue?.['repository_url']);
  return name !== null && typeof issue?.['number'] === 'number' ? `${name}#${issue['number']}` : null;
}

function edgesOnly(
  externalId: string,
  locator: string | null,
  relations: readonly RelationType[],
  references: readonly Reference[],
  fields: Readonly<Record<string, Json>> = {},
): NormalisedRecord {
  return {
    kind: 'work_item',
    stream: 'issues',
    externalId,
    locator,
    fields,
    references,
    relations,
    remoteUpdatedAt: null,
    url: null,
    partial: true,
  };
}
