import { createHmac } from 'node:crypto';
import { signatureHeaders } from '@syncline/connector-quo/sandbox';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { quoSettings } from '../settings.ts';
import { coversHint } from './covers-hint.ts';
import { decodeQuoDelivery } from './decode-delivery.ts';
import { verifyQuoDelivery } from './verify-delivery.ts';

const MINUTE_MS = 60_000;

describe('verifyQuoDelivery of webhooks of the dated API', () => {
  // The vector that Standard Webhooks publishes with its specification.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const rawBody = Buffer.from('{"test": 2432232314}');
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const verify = (change: object = {}, webhookSecret = secret) =>
    verifyQuoDelivery({ rawBody, headers: { ...headers, ...change } }, { webhookSecret });

  beforeEach(() => vi.useFakeTimers({ now: 1_614_265_330_000 }));
  afterEach(() => void vi.useRealTimers());

  it('takes the published vector, under the name of the delivery', () => {
    expect(verify()).toEqual({ outcome: 'verified', deliveryId: 'msg_p5jXN8AQM9LWM0D4loKWxJek', event: 'unknown' });
  });

  it('takes one of several signatures, and one of several secrets', () => {
    const both = `v1,${'A'.repeat(43)}= ${headers['webhook-signature']}`;
    expect(verify({ 'webhook-signature': both }).outcome).toBe('verified');
    expect(verify({}, `whsec_c29tZXRoaW5nIGVsc2U= ${secret}`).outcome).toBe('verified');
  });

  it('refuses another version, id or time, and every header that is missing or doubled', () => {
    for (const change of [
      { 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v2,') },
      { 'webhook-signature': headers['webhook-signature'].slice(3) },
      { 'webhook-id': 'msg_other' },
      { 'webhook-timestamp': '1614265331' },
      { 'webhook-timestamp': '1614265330.0' },
      { 'webhook-timestamp': '' },
      { 'webhook-id': undefined },
      { 'webhook-timestamp': undefined },
      { 'webhook-id': [headers['webhook-id'], headers['webhook-id']] },
    ])
      expect(verify(change).outcome).toBe('rejected');
  });

  it.each([-5 * MINUTE_MS - 1_000, 5 * MINUTE_MS + 1_000])('refuses one that is off by %i ms', (off) => {
    vi.setSystemTime(1_614_265_330_000 + off);
    expect(verify().outcome).toBe('rejected');
  });
});

describe('verifyQuoDelivery of older webhooks', () => {
  const secret = 'R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg=';
  const rawBody = Buffer.from('{"id":"EV1","type":"message.received"}');
  const at = 1_639_710_054_089;
  const digest = createHmac('sha256', Buffer.from(secret, 'base64')).update(`${at}.`).update(rawBody).digest('base64');
  const verify = (signature: string) =>
    verifyQuoDelivery({ rawBody, headers: { 'openphone-signature': signature } }, { webhookSecret: secret });

  beforeEach(() => vi.useFakeTimers({ now: at }));
  afterEach(() => void vi.useRealTimers());

  it('takes what was signed with the decoded key over time and body, named by its event', () => {
    expect(verify(`hmac;1;${at};${digest}`)).toEqual({
      outcome: 'verified',
      deliveryId: 'EV1',
      event: 'message.received',
    });
    expect(verify(`hmac;1;${at};${'A'.repeat(43)}=, hmac;1;${at};${digest}`).outcome).toBe('verified');
  });

  it.each([
    `hmac;1;${at + 1};${digest}`,
    `hmac;2;${at};${digest}`,
    `rsa;1;${at};${digest}`,
    `hmac;1;${at};${digest};`,
    `hmac;1;;${digest}`,
    digest,
    '',
    ';;;',
  ])('refuses %j', (signature) => expect(verify(signature).outcome).toBe('rejected'));

  it('refuses a stale one, however genuine', () => {
    vi.setSystemTime(at + 6 * MINUTE_MS);
    expect(verify(`hmac;1;${at};${digest}`).outcome).toBe('rejected');
  });

  it('refuses one that also claims to be of the other kind', () => {
    const both = {
      ...signatureHeaders('whsec_eA==', 'msg_1', rawBody.toString()),
      'openphone-signature': `hmac;1;${at};${digest}`,
    };
    expect(verifyQuoDelivery({ rawBody, headers: both }, { webhookSecret: secret }).outcome).toBe('rejected');
  });
});

describe('decodeQuoDelivery', () => {
  const decode = (body: unknown) =>
    decodeQuoDelivery({ event: 'x', headers: {}, rawBody: Buffer.from(JSON.stringify(body)) });
  const dated = (type: string, resource: object, context: object = { phoneNumberId: 'PN1' }) =>
    decode({ type, data: { resource, context } });

  it.each([
    ['message.received', { id: 'AC1' }, 'messages', 'AC1'],
    ['message.undelivered', { id: 'AC1' }, 'messages', 'AC1'],
    ['call.completed', { id: 'AC2' }, 'calls', 'AC2'],
    ['call.summary.completed', { callId: 'AC2' }, 'calls', 'AC2'],
    ['call.voicemail.completed', { id: 'AC9', callId: 'AC2' }, 'calls', 'AC2'],
  ])('%s asks for what it is about, at its number', (type, resource, stream, externalId) => {
    expect(dated(type, resource)).toEqual({
      outcome: 'hints',
      hints: [{ op: 'changed', stream, externalId, locator: externalId, scope: 'PN1' }],
    });
  });

  it('believes that a contact is deleted, and asks for one that changed', () => {
    const contact = (type: string) => dated(type, { id: '6a1' }, { orgId: 'OR1' });
    expect(contact('contact.deleted')).toMatchObject({
      hints: [{ op: 'deleted', stream: 'contacts', externalId: '6a1' }],
    });
    expect(contact('contact.updated')).toMatchObject({ hints: [{ op: 'changed', scope: 'workspace' }] });
  });

  it('understands the older form', () => {
    const object = { id: 'AC3', object: 'message', phoneNumberId: 'PN2', text: 'Hi' };
    expect(decode({ type: 'message.received', data: { object } })).toMatchObject({
      hints: [{ stream: 'messages', externalId: 'AC3', scope: 'PN2' }],
    });
  });

  it('passes over what no stream holds, and calls the rest malformed', () => {
    expect(dated('task.created', { id: 'TK1' }).outcome).toBe('ignored');
    expect(dated('call.voicemail.completed', { id: 'AC9', callId: null }).outcome).toBe('ignored');
    expect(dated('message.received', {}).outcome).toBe('malformed');
    expect(dated('message.received', { id: 'AC1' }, {}).outcome).toBe('malformed');
    expect(decode({ type: 'call.completed', data: {} }).outcome).toBe('malformed');
  });
});

describe('coversHint', () => {
  it('leaves out numbers that the settings leave out', () => {
    const covers = (scope: string) =>
      coversHint(quoSettings.parse({ phoneNumbers: ['PN1'] }), {
        op: 'changed',
        stream: 'calls',
        externalId: 'AC1',
        locator: null,
        scope,
      });
    expect(covers('PN1')).toBe(true);
    expect(covers('PN2')).toBe(false);
    expect(covers('workspace')).toBe(true);
  });
});
