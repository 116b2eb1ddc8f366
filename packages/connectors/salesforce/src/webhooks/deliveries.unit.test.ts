import { signedCallout } from '@syncline/connector-salesforce/sandbox';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../connector.ts';
import { decodeSalesforceDelivery } from './decode-delivery.ts';
import { verifySalesforceDelivery } from './verify-delivery.ts';

const secret = 'a secret of the tests';
const ORG = '00D5g000004SynLEAS';
const ID = '0015g0000000001AAA';
const payload = (more: object = {}) => ({
  event: 'records.changed',
  org: ORG,
  records: [{ object: 'Account', id: ID, op: 'update', at: '2026-11-21T08:00:00Z' }],
  ...more,
});

function callout(at: Date, body: object = payload()) {
  const sent = signedCallout({ url: 'http://127.0.0.1/', secret }, 'delivery-1', at, body);
  const headers = Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { headers, rawBody: Buffer.from(sent.body) };
}
const verify = (request: Parameters<typeof verifySalesforceDelivery>[0]) =>
  verifySalesforceDelivery(request, { webhookSecret: secret });
const decode = (body: unknown) =>
  decodeSalesforceDelivery({ event: 'records.changed', headers: {}, rawBody: Buffer.from(JSON.stringify(body)) });

describe('a callout', () => {
  it('is accepted within five minutes, and refused beyond, in the past and in the future', () => {
    const ago = (seconds: number) => verify(callout(new Date(Date.now() - seconds * 1_000))).outcome;
    expect([ago(0), ago(280), ago(-280)]).toEqual(['verified', 'verified', 'verified']);
    expect([ago(320), ago(-320), ago(86_400)]).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('keeps its id when it is signed anew for a further attempt', () => {
    const first = verify(callout(new Date()));
    expect(first).toEqual({ outcome: 'verified', deliveryId: 'delivery-1', event: 'records.changed' });
    expect(verify(callout(new Date(Date.now() - 60_000)))).toEqual(first);
  });

  it('can not be given another time', () => {
    const { headers, rawBody } = callout(new Date(Date.now() - 3_600_000));
    const now = String(Math.floor(Date.now() / 1_000));
    for (const timestamp of [now, `${now}.5`, '', 'x', '-1', undefined])
      expect(verify({ rawBody, headers: { ...headers, 'x-syncline-timestamp': timestamp } }).outcome).toBe('rejected');
  });

  it('without an id is refused', () => {
    const { headers, rawBody } = callout(new Date());
    expect(verify({ rawBody, headers: { ...headers, 'x-syncline-delivery': undefined } }).outcome).toBe('rejected');
  });
});

describe('what a callout says', () => {
  it('becomes hints in the scope of the organisation that sent it', () => {
    const records = ['insert', 'update', 'delete', 'undelete'].map((op) => ({
      object: 'Task',
      id: '00T5g0000000001',
      op,
    }));
    expect(decode(payload({ org: ORG.slice(0, 15), records }))).toMatchObject({
      outcome: 'hints',
      hints: ['changed', 'changed', 'deleted', 'changed'].map((op) => ({
        stream: 'tasks',
        externalId: '00T5g0000000001EAA',
        op,
        scope: ORG,
      })),
    });
  });

  it('leaves out objects that are no stream', () => {
    const lead = { object: 'Lead', id: '00Q5g0000000001AAA', op: 'update' };
    const account = { object: 'Account', id: ID, op: 'update' };
    expect(decode(payload({ records: [lead, account] }))).toMatchObject({ hints: [{ stream: 'accounts' }] });
    expect(decode(payload({ records: [lead] })).outcome).toBe('ignored');
    expect(decode(payload({ records: [] })).outcome).toBe('ignored');
    expect(decode({ event: 'ping' }).outcome).toBe('ignored');
  });

  it.each([
    { org: undefined },
    { org: '0015g0000000001AAA' },
    { records: null },
    { records: [null] },
    { records: [{ object: 'Account', id: 'x', op: 'update' }] },
    { records: [{ object: 'Account', id: ID, op: 'toString' }] },
  ])('is malformed with %j', (more) => {
    expect(decode(payload(more)).outcome).toBe('malformed');
  });

  it('of another organisation is not covered, though it bears the right signature', () => {
    const settings = salesforce.settings.parse({ organizationId: ORG.slice(0, 15) });
    const hint = { stream: 'accounts', externalId: ID, op: 'changed', locator: null } as const;
    expect(salesforce.webhooks?.covers?.(settings, { ...hint, scope: ORG })).toBe(true);
    expect(salesforce.webhooks?.covers?.(settings, { ...hint, scope: '00D5g000004OthEEAS' })).toBe(false);
  });
});
