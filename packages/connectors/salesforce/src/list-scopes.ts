import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { SalesforceClient } from './client.ts';

/** One: the organisation. Its id is in the settings, and `check` has compared it. */
export async function listSalesforceScopes(client: SalesforceClient, kind: string): Promise<readonly Scope[]> {
  const { organizationId } = client.settings;
  if (kind === 'org') return [{ key: organizationId, title: `Organisation ${organizationId}` }];
  throw new SynclineError({
    class: 'invalid',
    code: 'salesforce_no_scope_kind',
    message: `Salesforce has no scopes of the kind ${kind}.`,
  });
}
