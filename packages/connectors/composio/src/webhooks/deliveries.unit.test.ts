import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeComposioDelivery } from './decode-delivery.ts';
import { verifyComposioDelivery } from './verify-delivery.ts';

const AT_MS = 1_763_719_200_000;
const secret = 'bm90IGJhc2U2NCBoZXJl';
const rawBody = Buffer.from('{"type":"composio.trigger.message"}');

function signed(key: string | Buffer, timestamp = String(AT_MS / 1_000)) {
  const digest = createHmac('sha256', key).update(`msg_1.${timestamp}.`).update(rawBody).digest('base64');
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest}` };
}

describe('verifyComposioDelivery', () => {
  const verify = (headers: object) =>
    verifyComposioDelivery({ rawBody, headers: { ...headers } }, { webhookSecret: secret }).outcome;

  beforeEach(() => vi.useFakeTimers({ now: AT_MS }));
  afterEach(() => void vi.useRealTimers());

  it('takes the secret as the bytes that it is written in, not as what it may be the base64 of', () => {
    expect(verify(signed(secret))).toBe('verified');
    expect(verify(signed(Buffer.from(secret, 'base64')))).toBe('rejected');
  });

  it('takes one of several signatures, and none of another version', () => {
    const headers = signed(secret);
    const others = `v1,${'A'.repeat(43)}= ${headers['webhook-signature']}`;
    expect(verify({ ...headers, 'webhook-signature': others })).toBe('verified');
    expect(verify({ ...headers, 'webhook-signature': headers['webhook-signature'].replace('v1', 'v2') })).toBe(
      'rejected',
    );
  });

  it.each([-301, 301])('refuses one that is off by %i seconds, however genuine', (off) => {
    expect(verify(signed(secret, String(AT_MS / 1_000 + off)))).toBe('rejected');
  });

  it('refuses what lacks an id or a time, or has another', () => {
    const headers = signed(secret);
    for (const name of ['webhook-id', 'webhook-timestamp'])
      for (const value of [undefined, '', '1', [headers['webhook-id']]])
        expect(verify({ ...headers, [name]: value })).toBe('rejected');
  });
});

describe('decodeComposioDelivery', () => {
  const decode = (body: unknown) =>
    decodeComposioDelivery({ event: 'x', headers: {}, rawBody: Buffer.from(JSON.stringify(body)) });
  const trigger = (data: unknown, metadata: unknown = { connected_account_id: 'ca_1', trigger_slug: 'SALESFORCE_X' }) =>
    decode({ type: 'composio.trigger.message', metadata, data });

  it.each([
    [{ Id: '0015g0000000001AAA' }, 'accounts'],
    [{ id: '0035g0000000001AAA' }, 'contacts'],
    [{ record: { Id: '0065g0000000001AAA' } }, 'deals'],
  ])('asks for the record that %j shows, at the account that it is of', (data, stream) => {
    expect(trigger(data)).toMatchObject({ outcome: 'hints', hints: [{ op: 'changed', stream, scope: 'ca_1' }] });
  });

  it.each([
    ['HUBSPOT_CONTACT_CREATED_TRIGGER', { objectId: 512 }, 'contacts'],
    ['HUBSPOT_DEAL_STAGE_UPDATED_TRIGGER', { id: '77' }, 'deals'],
  ])('goes by the name of the trigger where ids are numbers: %s', (trigger_slug, data, stream) => {
    expect(trigger(data, { connected_account_id: 'ca_1', trigger_slug })).toMatchObject({
      outcome: 'hints',
      hints: [{ op: 'changed', stream, externalId: Object.values(data).map(String)[0], scope: 'ca_1' }],
    });
    expect(trigger(data).outcome).toBe('ignored');
  });

  it('passes over what is of no stream, and calls the rest malformed', () => {
    expect(trigger({ Id: '00Q5g0000000001AAA' }).outcome).toBe('ignored');
    expect(trigger({ subject: 'Hi' }).outcome).toBe('ignored');
    expect(decode({ type: 'composio.connected_account.expired', data: {} }).outcome).toBe('ignored');
    expect(trigger({ Id: '0015g0000000001AAA' }, {}).outcome).toBe('malformed');
    expect(decode({ data: {} }).outcome).toBe('malformed');
  });
});
