import type { ChangeHint, DecodedDelivery, StoredDelivery } from '@syncline/connector-sdk';
import { definitions } from '../definitions.ts';
import { asItem } from '../object/normalize.ts';
import { salesforceId } from '../salesforce-id.ts';
import { decodeOutboundMessage, OUTBOUND_MESSAGE } from './outbound-message.ts';

const STREAMS: ReadonlyMap<string, string> = new Map(definitions.map(({ object, stream }) => [object, stream]));
const OPERATIONS: ReadonlyMap<string, ChangeHint['op']> = new Map<string, ChangeHint['op']>([
  ['insert', 'changed'],
  ['update', 'changed'],
  ['undelete', 'changed'],
  ['delete', 'deleted'],
]);

/**
 * Which records a stored callout says have changed: `{ event, org, records: [{ object, id, op, at }] }`. The scope of a
 * hint is the organisation that sent it; `covers` compares it with the settings. Never throws.
 */
export function decodeSalesforceDelivery(delivery: StoredDelivery): DecodedDelivery {
  if (delivery.event === OUTBOUND_MESSAGE) return decodeOutboundMessage(delivery.rawBody);
  const payload = parsePayload(delivery.rawBody);
  if (!payload) return malformed('the body is not a JSON object');
  if (payload['event'] === 'ping') return { outcome: 'ignored', reason: 'a ping' };
  const scope = salesforceId(payload['org']);
  const records = payload['records'];
  if (scope === null || !scope.startsWith('00D')) return malformed('org is no organisation id');
  if (!Array.isArray(records)) return malformed('records is no list');
  const hints: ChangeHint[] = [];
  for (const entry of records) {
    const record = asItem(entry);
    const externalId = salesforceId(record?.['id']);
    const op = OPERATIONS.get(String(record?.['op']));
    if (externalId === null || op === undefined) return malformed('a record has no id or an unknown op');
    const stream = STREAMS.get(String(record?.['object']));
    if (stream !== undefined) hints.push({ stream, externalId, op, locator: null, scope });
  }
  if (hints.length === 0) return { outcome: 'ignored', reason: 'no stream has use for these objects' };
  return { outcome: 'hints', hints };
}

function parsePayload(rawBody: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    return asItem(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)));
  } catch {
    return null;
  }
}

function malformed(reason: string): DecodedDelivery {
  return { outcome: 'malformed', reason };
}
