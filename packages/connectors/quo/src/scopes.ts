import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { QuoClient } from './client.ts';
import { listNumbers } from './phone-numbers.ts';

/** The scope of what belongs to the workspace as a whole. */
export const WORKSPACE = 'workspace';

/** The places that streams are read from: the workspace, its numbers. */
export async function listQuoScopes(client: QuoClient, kind: string, signal: AbortSignal): Promise<readonly Scope[]> {
  switch (kind) {
    case 'workspace':
      return [{ key: WORKSPACE, title: 'Workspace' }];
    case 'number':
      return (await listNumbers(client, signal)).map(({ id, number, name }) => ({
        key: id,
        title: name === null ? number : `${name} (${number})`,
      }));
    case 'none':
      return [];
    default:
      throw new SynclineError({
        class: 'invalid',
        code: 'quo_no_scope_kind',
        message: `Quo has no scopes of the kind ${kind}.`,
      });
  }
}
