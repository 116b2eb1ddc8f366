import type { ConnectionIdentity } from '@syncline/connector-sdk';
import type { GitLabClient } from './client.ts';
import { asItem, textOf } from './item.ts';

/** Who the token is; project and group access tokens are users of their own. */
export async function checkConnection(client: GitLabClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const { data } = await client.json('GET /user', {}, signal);
  const user = asItem(data);
  const detail = textOf(user?.['name']);
  return { account: textOf(user?.['username']) ?? '', ...(detail !== null && { detail }) };
}
