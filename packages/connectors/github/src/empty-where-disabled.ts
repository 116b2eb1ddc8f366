import { toSynclineError } from '@syncline/core';
import type { GitHubClient } from './client.ts';
import { hasIssues, isRepository } from './numbered-record.ts';
import { parseRepositoryScope } from './repository-scope.ts';

/**
 * A repository that turned issues off answers their list with 410 "Issues are disabled for this repo": a list with
 * nothing in it, no failure. What was read of it before stays as it is. The repository itself is asked then: a refusal
 * does not come with GitHub's time, from which polls go on, and another repository may have taken the name.
 */
export async function emptyWhereDisabled<Result>(
  client: GitHubClient,
  scope: string,
  signal: AbortSignal,
  read: () => Promise<Result>,
  empty: (observedAt: Date) => Result,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const { status, message } = toSynclineError(error);
    if (status !== 410 || !/issues .*disabled/i.test(message)) throw error;
    const { id, owner, repo } = parseRepositoryScope(scope);
    const { data, observedAt } = await client.json('GET /repos/{owner}/{repo}', { owner, repo }, signal);
    if (!isRepository(data, id) || hasIssues(data)) throw error;
    return empty(observedAt);
  }
}
