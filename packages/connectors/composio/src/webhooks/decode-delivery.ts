import { asItem, type DecodedDelivery, type StoredDelivery, textOf } from '@syncline/connector-sdk';
import { toolkits } from '../toolkits.ts';

/**
 * Which record a stored delivery says has changed. Never throws. A project has one webhook for all its accounts, so that
 * the hint says of which account it is. What a trigger shows of a record is its own matter; all show its id.
 */
export function decodeComposioDelivery(delivery: StoredDelivery): DecodedDelivery {
  const body = parse(delivery.rawBody);
  const type = textOf(body?.['type']);
  if (!body || !type) return { outcome: 'malformed', reason: 'the body is not a JSON object that names its event' };
  if (type === 'composio.connected_account.expired')
    return { outcome: 'ignored', reason: 'a connected account has expired: the next call will say so' };
  if (type !== 'composio.trigger.message') return { outcome: 'ignored', reason: `no stream has use for ${type}` };
  const metadata = asItem(body['metadata']);
  const scope = textOf(metadata?.['connected_account_id']);
  const data = asItem(body['data']);
  if (!scope || !data) return { outcome: 'malformed', reason: 'the trigger names neither its account nor what it saw' };
  for (const holder of [data, asItem(data['record']), asItem(data['sobject'])]) {
    const id = textOf(holder?.['Id']) ?? textOf(holder?.['id']);
    const stream = id === null ? null : streamOf(id);
    if (id !== null && stream !== null)
      return { outcome: 'hints', hints: [{ op: 'changed', stream, externalId: id, locator: null, scope }] };
  }
  return {
    outcome: 'ignored',
    reason: `what ${textOf(metadata?.['trigger_slug']) ?? 'the trigger'} saw is of no stream`,
  };
}

function streamOf(id: string): string | null {
  return (
    Object.values(toolkits)
      .map((toolkit) => toolkit.streamOfId(id))
      .find((stream) => stream !== null) ?? null
  );
}

function parse(rawBody: Uint8Array) {
  try {
    return asItem(JSON.parse(new TextDecoder().decode(rawBody)));
  } catch {
    return null;
  }
}
