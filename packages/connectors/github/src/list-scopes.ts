import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { GitHubClient } from './client.ts';
import { listProjectScopes } from './project-list.ts';
import { listRepositoryScopes } from './repository-list.ts';

/** The places that streams are read from: the owner, its repositories, its projects. The kind `none` is for streams that are only read record by record. */
export async function listGitHubScopes(
  client: GitHubClient,
  kind: string,
  signal: AbortSignal,
): Promise<readonly Scope[]> {
  switch (kind) {
    case 'owner': {
      const owner = await client.owner(signal);
      return [{ key: owner.key, title: owner.login }];
    }
    case 'repository':
      return listRepositoryScopes(client, signal);
    case 'project':
      return listProjectScopes(client, signal);
    case 'none':
      return [];
    default:
      throw new SynclineError({
        class: 'invalid',
        code: 'github_no_scope_kind',
        message: `GitHub has no scopes of the kind ${kind}.`,
      });
  }
}
