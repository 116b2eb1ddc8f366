import type { ConnectionIdentity } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { GitHubClient } from './client.ts';
import { asItem, textOf } from './item.ts';

/** Who the token is. Installation tokens of an app are nobody: for them the owner's answer has to do. */
export async function checkConnection(client: GitHubClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const owner = await client.owner(signal);
  const detail = `${owner.type === 'org' ? 'organisation' : 'user'} ${owner.login}`;
  try {
    const { data } = await client.json('GET /user', {}, signal);
    return { account: textOf(asItem(data)?.['login']) ?? owner.login, detail };
  } catch (error) {
    if (toSynclineError(error).class !== 'permission') throw error;
    return { account: owner.login, detail: `${detail}, by an app's installation token` };
  }
}
