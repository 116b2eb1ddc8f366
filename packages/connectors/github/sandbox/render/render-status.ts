import { nodeId } from '../model/ids.ts';
import type { Organisation } from '../model/organisation.ts';
import type { SandboxStatus } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { isoSeconds } from '../model/time.ts';
import { repositoryUrl } from './render-issue.ts';

export function renderStatus(organisation: Organisation, repository: RepositoryStore, status: SandboxStatus): string {
  const creator = organisation.user(status.creatorId);
  return JSON.stringify({
    url: `${repositoryUrl(repository)}/statuses/${status.sha}`,
    avatar_url: (JSON.parse(creator.json) as { avatar_url: string }).avatar_url,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: isoSeconds(status.createdAt),
    updated_at: isoSeconds(status.createdAt),
    creator: JSON.parse(creator.json),
  });
}
