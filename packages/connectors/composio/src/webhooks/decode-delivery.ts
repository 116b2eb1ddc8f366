import { asItem, type DecodedDelivery, type Item, type StoredDelivery, textOf } from '@syncline/connector-sdk';
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
  const slug = textOf(metadata?.['trigger_slug']) ?? '';
  for (const holder of [data, asItem(data['record']), asItem(data['sobject'])]) {
    const id = idIn(holder);
    const stream = id === null ? null : streamOf(slug, id);
    if (id !== null && stream !== null)
      return { outcome: 'hints', hints: [{ op: 'changed', stream, externalId: id, locator: null, scope }] };
  }
  return {
    outcome: 'ignored',
    reason: `what ${slug || 'the trigger'} saw is of no stream`,
  };
}

/** As Salesforce and Composio call it, or HubSpot's own events, where it is a number. */
function idIn(holder: Item | null): string | null {
  for (const name of ['Id', 'id', 'objectId', 'object_id']) {
    const value = holder?.[name];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  }
  return null;
}

function streamOf(slug: string, id: string): string | null {
  return (
    Object.values(toolkits)
      .map((toolkit) => toolkit.streamOf(slug, id))
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
