import { notificationBody } from '@syncline/connector-zoho/sandbox';
import { describe, expect, it } from 'vitest';
import { channelId, channelToken } from './channel.ts';
import { decodeZohoDelivery } from './decode-delivery.ts';
import { verifyZohoDelivery } from './verify-delivery.ts';

const secrets = { webhookSecret: 'a secret that is longer than the fifty characters of a token' };
const id = channelId('https://syncline.example/webhooks/1', 'Deals');
const token = channelToken(secrets.webhookSecret, id);
const ids = ['5725767013000000001', '5725767013000000002'];
const bytes = (body: string) => new TextEncoder().encode(body);
const bodyOf = (channel = { id, token }, operation: 'insert' | 'update' | 'delete' = 'update', at = 1) =>
  notificationBody(channel, { module: 'Deals', operation, ids }, at);
const verify = (body: string) => verifyZohoDelivery({ headers: {}, rawBody: bytes(body) }, secrets);

describe('notifications', () => {
  it('are proven by the token of their own channel, which fits into what Zoho keeps of one', () => {
    expect(token.length).toBeLessThanOrEqual(50);
    expect(Number.isSafeInteger(Number(id))).toBe(true);
    expect(verify(bodyOf()).outcome).toBe('verified');
    const other = channelId('https://syncline.example/webhooks/1', 'Calls');
    expect(other).not.toBe(id);
    // A token that was seen on one channel is worth nothing on another.
    for (const channel of [
      { id: other, token },
      { id, token: '' },
      { id, token: null },
      { id, token: `${token}x` },
    ])
      expect(verify(bodyOf(channel as typeof channel & { token: string })).outcome).toBe('rejected');
    expect(verifyZohoDelivery({ headers: {}, rawBody: bytes(bodyOf()) }, {}).outcome).toBe('rejected');
  });

  it('are the same when channel, time, operation and records are, and kept without the token', () => {
    const named = (body: string) => {
      const verdict = verify(body);
      if (verdict.outcome !== 'verified') throw new Error(verdict.reason);
      return verdict;
    };
    expect(named(bodyOf()).deliveryId).toBe(named(bodyOf()).deliveryId);
    const others = [bodyOf(undefined, 'update', 2), bodyOf(undefined, 'insert'), bodyOf().replace(ids[0]!, ids[1]!)];
    expect(new Set([bodyOf(), ...others].map((body) => named(body).deliveryId)).size).toBe(4);
    const { event, keptBody } = named(bodyOf());
    expect(event).toBe('Deals.update');
    expect(new TextDecoder().decode(keptBody)).not.toContain(token);
    expect(decodeZohoDelivery({ event, headers: {}, rawBody: keptBody! })).toEqual(
      decodeZohoDelivery({ event, headers: {}, rawBody: bytes(bodyOf()) }),
    );
  });

  it('hint at each of their records, deletions as such', () => {
    const decode = (body: string) => decodeZohoDelivery({ event: '', headers: {}, rawBody: bytes(body) });
    const hints = (op: string) =>
      ids.map((externalId) => ({ op, stream: 'deals', externalId, locator: null, scope: 'organization' }));
    expect(decode(bodyOf())).toEqual({ outcome: 'hints', hints: hints('changed') });
    expect(decode(bodyOf(undefined, 'delete'))).toEqual({ outcome: 'hints', hints: hints('deleted') });
    expect(decode(bodyOf().replaceAll('Deals', 'Leads')).outcome).toBe('ignored');
    expect(decode(bodyOf().replace('"update"', '"merge"')).outcome).toBe('malformed');
    expect(decode(bodyOf().replace(ids[0]!, '../x')).outcome).toBe('malformed');
  });
});
