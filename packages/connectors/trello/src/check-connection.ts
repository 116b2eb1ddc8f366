import type { ConnectionIdentity } from '@syncline/connector-sdk';
import type { TrelloClient } from './client.ts';
import { asItem, textOf } from './item.ts';

/** Who the token belongs to. */
export async function checkConnection(client: TrelloClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const { data } = await client.send({ path: '/members/me', query: { fields: 'username,fullName' } }, signal);
  const member = asItem(data);
  const fullName = textOf(member?.['fullName']);
  return { account: textOf(member?.['username']) ?? 'unknown', ...(fullName && { detail: fullName }) };
}
