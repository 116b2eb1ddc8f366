import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { OpenProjectClient } from './client.ts';
import { listProjects } from './project-list.ts';
import { SITE_SCOPE } from './scopes.ts';

/** The places that streams are read from: the instance, its projects. */
export async function listOpenProjectScopes(
  client: OpenProjectClient,
  kind: string,
  signal: AbortSignal,
): Promise<readonly Scope[]> {
  switch (kind) {
    case 'site':
      return [{ key: SITE_SCOPE, title: 'Instance' }];
    case 'project':
      return (await listProjects(client, signal)).map(({ id, identifier, name }) => ({
        key: id,
        title: `${name} (${identifier})`,
      }));
    default:
      throw new SynclineError({
        class: 'invalid',
        code: 'openproject_no_scope_kind',
        message: `OpenProject has no scopes of the kind ${kind}.`,
      });
  }
}
