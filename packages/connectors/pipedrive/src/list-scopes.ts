import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { PipedriveClient } from './client.ts';

/** The one scope: a token belongs to one company. */
export const COMPANY = 'company';

export async function listPipedriveScopes(_client: PipedriveClient, kind: string): Promise<readonly Scope[]> {
  if (kind === COMPANY) return [{ key: COMPANY, title: 'Company' }];
  throw new SynclineError({
    class: 'invalid',
    code: 'pipedrive_no_scope_kind',
    message: `Pipedrive has no scopes of the kind ${kind}.`,
  });
}
