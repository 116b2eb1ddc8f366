import type { Organisation } from '../model/organisation.ts';
import type { SandboxStatus } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { invalid, Refusal } from './refusal.ts';
import { lengthOf } from './text-rules.ts';

/** Adds a status to a commit; the newest of a context counts. */
export function setCommitStatus(
  organisation: Organisation,
  repository: RepositoryStore,
  sha: string,
  from: Pick<SandboxStatus, 'description' | 'targetUrl' | 'context'> & { readonly state: string },
): SandboxStatus {
  const { state, ...rest } = from;
  if (!/^[0-9a-f]{40}$/.test(sha)) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  if (state !== 'error' && state !== 'failure' && state !== 'pending' && state !== 'success')
    throw invalid('Status', 'state', 'invalid');
  if (lengthOf(rest.description ?? '') > 140)
    throw invalid('Status', 'description', 'custom', 'description is too long (maximum is 140 characters)');
  const status: SandboxStatus = {
    ...rest,
    id: organisation.takeId(),
    sha,
    state,
    creatorId: organisation.viewer.id,
    createdAt: organisation.nowSeconds(),
  };
  repository.statuses.push(status);
  return status;
}
