import type { FetchedRecord, RecordKey } from '@syncline/connector-sdk';
import type { GitHubClient } from './client.ts';
import { fetchRecord } from './fetch-record.ts';
import { parseRepositoryScope } from './repository-scope.ts';

/** Reads an issue, pull request or milestone by the number that ends its locator (`acme/api#12`, `acme/api/milestones/2`). */
export async function fetchNumbered(
  client: GitHubClient,
  key: RecordKey,
  collection: 'issues' | 'pulls' | 'milestones',
  signal: AbortSignal,
): Promise<FetchedRecord> {
  const { id, owner, repo } = parseRepositoryScope(key.scope);
  const number = /[#/](\d+)$/.exec(key.locator ?? '')?.[1];
  if (number === undefined)
    return { outcome: 'unreachable', detail: `${key.locator ?? 'no locator'} names no number to read` };
  const place = {
    route: `GET /repos/{owner}/{repo}/${collection}/{number}`,
    parameters: { owner, repo, number },
    // A repository that turned issues off answers 410 for each of them, and none of them is deleted.
    control: {
      route: 'GET /repos/{owner}/{repo}',
      parameters: { owner, repo },
      shows: (container: unknown) => isRepository(container, id) && (collection !== 'issues' || hasIssues(container)),
    },
  };
  return fetchRecord(client, key, place, signal);
}

/** After a rename another repository can have taken the name: what it does not have proves nothing. */
export function isRepository(container: unknown, id: string): boolean {
  return String((container as { id?: string | number } | null)?.id) === id;
}

/** Whether a repository shows its issues. */
export function hasIssues(repository: unknown): boolean {
  return (repository as { has_issues?: unknown } | null)?.has_issues !== false;
}
