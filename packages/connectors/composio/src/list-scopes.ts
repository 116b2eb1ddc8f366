import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { ComposioClient } from './client.ts';

export const SCOPE_KIND = 'account';

/** One: the connected account, which is what deliveries name. */
export async function listComposioScopes(client: ComposioClient, kind: string): Promise<readonly Scope[]> {
  const { connectedAccountId, toolkit } = client.settings;
  if (kind === SCOPE_KIND) return [{ key: connectedAccountId, title: `${toolkit} of ${connectedAccountId}` }];
  throw new SynclineError({
    class: 'invalid',
    code: 'composio_no_scope_kind',
    message: `Composio has no scopes of the kind ${kind}.`,
  });
}
