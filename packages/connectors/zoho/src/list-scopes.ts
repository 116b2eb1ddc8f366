import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { ZohoClient } from './client.ts';
import { ORG_SCOPE, ORG_SCOPE_KIND } from './scope.ts';

/** One: the organisation. */
export async function listZohoScopes(_client: ZohoClient, kind: string): Promise<readonly Scope[]> {
  if (kind === ORG_SCOPE_KIND) return [{ key: ORG_SCOPE, title: 'The organisation' }];
  throw new SynclineError({
    class: 'invalid',
    code: 'zoho_no_scope_kind',
    message: `Zoho has no scopes of the kind ${kind}.`,
  });
}
