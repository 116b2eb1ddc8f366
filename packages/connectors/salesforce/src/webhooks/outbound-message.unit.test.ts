import { outboundMessage } from '@syncline/connector-salesforce/sandbox';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../connector.ts';
import { decodeOutboundMessage } from './outbound-message.ts';
import { refuseSalesforceHeaders, verifySalesforceDelivery } from './verify-delivery.ts';

const ORG = '00D5g000004SynLEAS';
const headers = { 'content-type': 'text/xml; charset=utf-8' };
const secrets = { webhookSecret: 'of callouts', outboundKey: 'a key of the tests' };
const two = [
  { id: '04l5g0000000001AAA', recordId: '0035g0000000001AAA' },
  { id: '04l5g0000000002AAA', recordId: '0035g0000000002AAA' },
];
const contacts = (notifications = two, more = {}) =>
  outboundMessage(ORG, { object: 'Contact', ...more }, notifications);
const verify = (body: string, addressKey: string | null | undefined, known: Record<string, string> = secrets) =>
  verifySalesforceDelivery(
    { headers, rawBody: Buffer.from(body), ...(addressKey !== undefined && { addressKey }) },
    known,
  );
const decode = (body: string) => decodeOutboundMessage(Buffer.from(body));

describe('an outbound message', () => {
  it('is proven by the key in its address alone', () => {
    expect(verify(contacts(), 'a key of the tests')).toMatchObject({ outcome: 'verified', event: 'outbound.message' });
    for (const key of [undefined, null, '', 'another', 'of callouts', 'a key of the tests '])
      expect(verify(contacts(), key).outcome).toBe('rejected');
    expect(verify(contacts(), 'a key of the tests', { webhookSecret: 'a key of the tests' }).outcome).toBe('rejected');
    expect(refuseSalesforceHeaders(headers, secrets, 'another')).toEqual(expect.any(String));
    expect(refuseSalesforceHeaders(headers, secrets, 'a key of the tests')).toBeNull();
  });

  it('proves nothing for a callout that is not signed', () => {
    const json = { headers: { 'content-type': 'application/json' }, rawBody: Buffer.from('{}') };
    const verdict = verifySalesforceDelivery({ ...json, addressKey: 'a key of the tests' }, secrets);
    expect(verdict.outcome).toBe('rejected');
  });

  it('keeps its name when it is sent again, in whatever order its notifications stand', () => {
    const [first, again, other] = [contacts(), contacts(two.toReversed()), contacts(two.slice(1))].map((body) =>
      verify(body, 'a key of the tests'),
    );
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('is kept without the session that it may carry', () => {
    const verdict = verify(contacts(two, { sendSessionId: true }), 'a key of the tests');
    const kept = Buffer.from(('keptBody' in verdict && verdict.keptBody) || []).toString();
    expect(kept).not.toContain('a.session.of.a.person');
    expect(decode(kept)).toEqual(decode(contacts()));
    expect(verify(contacts(), 'a key of the tests')).not.toHaveProperty('keptBody');
  });

  it('is answered as Salesforce reads it, a callout as ever', () => {
    const answer = salesforce.webhooks?.acknowledgement?.(headers);
    expect(answer?.contentType).toContain('text/xml');
    expect(answer?.body).toMatch(/<notificationsResponse xmlns="[^"]+"><Ack>true<\/Ack>/);
    expect(salesforce.webhooks?.acknowledgement?.({ 'content-type': 'application/json' })).toBeNull();
  });
});

describe('what an outbound message says', () => {
  it('becomes hints in the scope of the organisation that sent it', () => {
    const hint = { stream: 'contacts', op: 'changed', locator: null, scope: ORG };
    expect(decode(contacts())).toEqual({
      outcome: 'hints',
      hints: two.map(({ recordId }) => ({ ...hint, externalId: recordId })),
    });
    expect(decode(outboundMessage(ORG, { object: 'Lead' }, two)).outcome).toBe('ignored');
  });

  it.each([
    ['nothing', ''],
    ['no XML', '{"event":"ping"}'],
    ['what is cut off', contacts().slice(0, -30)],
    ['another document', '<a/>'],
    ['another organisation id', contacts().replace(ORG, '0015g0000000001AAA')],
    ['no notification', contacts([])],
    ['more notifications than can be', contacts(Array.from({ length: 101 }, () => two[0]!))],
    ['a record without an id', contacts().replace('<sf:Id>0035g0000000001AAA</sf:Id>', '')],
    [
      'entities that the document declares',
      contacts().replace('?>', '?><!DOCTYPE a [<!ENTITY org "x">]>').replace(`>${ORG}<`, '>&org;<'),
    ],
    ['elements within elements', '<a>'.repeat(100_000)],
  ])('is malformed with %s', (_, body) => {
    expect(decode(body).outcome).toBe('malformed');
  });
});
