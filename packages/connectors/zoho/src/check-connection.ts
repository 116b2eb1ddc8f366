import { asItem, type ConnectionIdentity } from '@syncline/connector-sdk';
import type { ZohoClient } from './client.ts';

/** Which organisation answers. */
export async function checkConnection(client: ZohoClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const { data } = await client.send({ path: '/org' }, signal);
  const list = asItem(data)?.['org'];
  const organisation = Array.isArray(list) ? asItem(list[0]) : null;
  const text = (name: string) => (typeof organisation?.[name] === 'string' ? (organisation[name] as string) : null);
  const type = text('type');
  const kind = type === null || type === 'Production' ? 'organisation' : `${type.toLowerCase()} organisation`;
  return { account: text('company_name') ?? text('id') ?? 'unknown', detail: `${kind} ${text('zgid') ?? ''}`.trim() };
}
