import type { ConnectionIdentity } from '@syncline/connector-sdk';
import type { JiraClient } from './client.ts';
import { asItem, textOf } from './item.ts';

/** Who the token is. */
export async function checkConnection(client: JiraClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const { data } = await client.platform((api, via) => api.getCurrentUser(via), signal);
  const user = asItem(data);
  const email = textOf(user?.['emailAddress']);
  return {
    account: textOf(user?.['displayName']) ?? textOf(user?.['accountId']) ?? 'unknown',
    ...(email && { detail: email }),
  };
}
