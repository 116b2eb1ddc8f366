import type { ConnectionIdentity } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { SalesforceClient } from './client.ts';
import { query } from './reading/query.ts';
import { salesforceId } from './salesforce-id.ts';

/** Which organisation answers. Throws `permission` when it is another than the settings name: a copy, or the wrong address. */
export async function checkConnection(client: SalesforceClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const { records } = await query(client, 'SELECT Id, Name, IsSandbox FROM Organization', signal);
  const id = salesforceId(records[0]?.['Id']);
  const wanted = client.settings.organizationId;
  if (id !== wanted) {
    throw new SynclineError({
      class: 'permission',
      code: 'salesforce_other_organization',
      message: `The organisation that answers is ${id ?? 'unknown'}, the settings name ${wanted}. Correct the address or organizationId.`,
    });
  }
  const name = records[0]?.['Name'];
  const detail = records[0]?.['IsSandbox'] === true ? `sandbox organisation ${id}` : `organisation ${id}`;
  return { account: typeof name === 'string' ? name : id, detail };
}
