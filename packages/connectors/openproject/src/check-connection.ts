import type { ConnectionIdentity } from '@syncline/connector-sdk';
import type { OpenProjectClient } from './client.ts';
import { asItem, textOf } from './item.ts';

/** Who the token is. */
export async function checkConnection(client: OpenProjectClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const { data } = await client.send({ path: '/users/me' }, signal);
  const user = asItem(data);
  const email = textOf(user?.['email']);
  return {
    account: textOf(user?.['name']) ?? textOf(user?.['login']) ?? 'unknown',
    ...(email && { detail: email }),
  };
}
