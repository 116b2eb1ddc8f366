import type { ChangeHint, DecodedDelivery, StoredDelivery } from '@syncline/connector-sdk';
import { definitions } from '../definitions.ts';
import { ORG_SCOPE } from '../scope.ts';
import { zohoId } from '../zoho-id.ts';
import { parseNotification } from './notification.ts';

const STREAMS: ReadonlyMap<string, string> = new Map(definitions.map(({ module, stream }) => [module, stream]));
const OPERATIONS: ReadonlyMap<string, ChangeHint['op']> = new Map<string, ChangeHint['op']>([
  ['insert', 'changed'],
  ['update', 'changed'],
  ['delete', 'deleted'],
]);

/** Which records a stored notification says have changed. Never throws. */
export function decodeZohoDelivery(delivery: StoredDelivery): DecodedDelivery {
  const notification = parseNotification(delivery.rawBody);
  if (notification === null) return { outcome: 'malformed', reason: 'the body is no notification' };
  const stream = STREAMS.get(notification.module);
  if (stream === undefined) return { outcome: 'ignored', reason: `no stream has use for ${notification.module}` };
  const op = OPERATIONS.get(notification.operation);
  if (op === undefined) return { outcome: 'malformed', reason: `${notification.operation} is no known operation` };
  const ids = notification.ids.map(zohoId);
  if (ids.length === 0 || ids.includes(null)) return { outcome: 'malformed', reason: 'ids holds no ids of records' };
  const hints = ids.flatMap((externalId): ChangeHint[] =>
    externalId === null ? [] : [{ op, stream, externalId, locator: null, scope: ORG_SCOPE }],
  );
  return { outcome: 'hints', hints };
}
