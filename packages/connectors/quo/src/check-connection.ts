import type { ConnectionIdentity } from '@syncline/connector-sdk';
import type { QuoClient } from './client.ts';
import { asItem, idOf, itemsIn, textOf } from './item.ts';

/** Whose key it is. What a workspace shows of itself is not documented to the letter: its name where there is one. */
export async function checkConnection(client: QuoClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const { raw } = await client.send({ path: '/organization' }, signal);
  const organization = asItem(itemsIn(raw)[0]);
  const id = idOf(organization);
  return { account: textOf(organization?.['name']) ?? id ?? 'unknown', ...(id !== null && { detail: id }) };
}
