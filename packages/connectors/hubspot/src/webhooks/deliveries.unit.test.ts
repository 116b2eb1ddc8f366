import { Signature } from '@hubspot/api-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hubspot } from '../connector.ts';
import { decodeHubspotDelivery } from './decode-delivery.ts';
import { verifyHubspotDelivery } from './verify-delivery.ts';

const SECRET = 'a secret of the tests';
const URL = 'https://hooks.example/webhooks/7';

/** Signed by HubSpot's own client. */
function signed(body: string, more: { url?: string; timestamp?: number; over?: string } = {}) {
  const { url = URL, timestamp = Date.now(), over = url } = more;
  const signature = Signature.getSignature('POST', 'v3', {
    url: over,
    requestBody: body,
    timestamp,
    clientSecret: SECRET,
    signature: '',
  });
  const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(timestamp) };
  return { url, headers, rawBody: Buffer.from(body) };
}

const verdict = (request: ReturnType<typeof signed>) => verifyHubspotDelivery(request, { webhookSecret: SECRET });
const event = { eventId: 1, subscriptionId: 2, portalId: 62515, occurredAt: 1_564_113_600_000, objectId: 123 };

describe('a delivery', () => {
  afterEach(() => vi.useRealTimers());

  it("is proved by what HubSpot's own client signs", () => {
    expect(verdict(signed('[]')).outcome).toBe('verified');
    expect(verdict(signed('["Zoë 🎉"]')).outcome).toBe('verified');
  });

  it('is proved over the address with some of its escapes taken back, and no others', () => {
    const url = 'https://hooks.example/webhooks/7?a=%3A%2f%20b';
    expect(verdict(signed('[]', { url, over: 'https://hooks.example/webhooks/7?a=:/%20b' })).outcome).toBe('verified');
    expect(verdict(signed('[]', { url, over: url })).outcome).toBe('rejected');
  });

  it('is refused for another address, without one, and more than five minutes off', () => {
    expect(verdict(signed('[]', { over: 'https://hooks.example/webhooks/8' })).outcome).toBe('rejected');
    expect(verifyHubspotDelivery({ ...signed('[]'), url: null }, { webhookSecret: SECRET }).outcome).toBe('rejected');
    vi.useFakeTimers({ now: 1_763_712_000_000 });
    for (const [offMs, outcome] of [
      [-300_000, 'verified'],
      [-300_001, 'rejected'],
      [300_001, 'rejected'],
    ] as const)
      expect(verdict(signed('[]', { timestamp: Date.now() + offMs })).outcome).toBe(outcome);
  });

  it('is named by its events, in whatever order and at whichever attempt', () => {
    const nameOf = (...events: object[]) => verdict(signed(JSON.stringify(events)));
    const other = { ...event, eventId: 2 };
    expect(nameOf({ ...event, attemptNumber: 0 }, other)).toEqual(nameOf(other, { ...event, attemptNumber: 4 }));
    for (const member of ['portalId', 'subscriptionId', 'eventId', 'objectId', 'occurredAt'])
      expect(nameOf({ ...event, [member]: 9 })).not.toEqual(nameOf(event));
  });
});

describe('events', () => {
  const decode = (...events: object[]) => {
    const rawBody = Buffer.from(JSON.stringify(events.map((more) => ({ ...event, ...more }))));
    const decoded = decodeHubspotDelivery({ event: 'events', headers: {}, rawBody });
    return decoded.outcome === 'hints'
      ? decoded.hints.map(({ stream, externalId, op, scope }) => [stream, externalId, op, scope].join(' '))
      : decoded.outcome;
  };

  it.each([
    [{ subscriptionType: 'contact.creation' }, ['contacts 123 changed 62515']],
    [{ subscriptionType: 'company.propertyChange', propertyName: 'name' }, ['companies 123 changed 62515']],
    [{ subscriptionType: 'deal.deletion' }, ['deals 123 deleted 62515']],
    [{ subscriptionType: 'contact.privacyDeletion' }, ['contacts 123 deleted 62515']],
    [{ subscriptionType: 'contact.restore' }, ['contacts 123 changed 62515']],
    [{ subscriptionType: 'object.creation', objectTypeId: '0-14' }, ['quotes 123 changed 62515']],
    [{ subscriptionType: 'object.deletion', objectTypeId: '0-18' }, ['messages 123 deleted 62515']],
    [{ subscriptionType: 'object.creation', objectTypeId: '2-77' }, ['custom_objects 123 changed 62515/2-77']],
    [{ subscriptionType: 'object.creation', objectTypeId: '0-5' }, 'ignored'],
    [{ subscriptionType: 'ticket.creation' }, 'ignored'],
    [
      { subscriptionType: 'contact.merge', primaryObjectId: 5, mergedObjectIds: [6, 7], newObjectId: 8 },
      [
        'contacts 123 changed 62515',
        'contacts 5 changed 62515',
        'contacts 8 changed 62515',
        'contacts 6 changed 62515',
        'contacts 7 changed 62515',
      ],
    ],
    [
      {
        subscriptionType: 'contact.associationChange',
        associationType: 'CONTACT_TO_COMPANY',
        fromObjectId: 1,
        toObjectId: 2,
      },
      ['contacts 1 changed 62515', 'companies 2 changed 62515'],
    ],
    [
      {
        subscriptionType: 'object.associationChange',
        fromObjectTypeId: '0-46',
        toObjectTypeId: '0-5',
        fromObjectId: 1,
        toObjectId: 2,
      },
      ['notes 1 changed 62515'],
    ],
    [{ subscriptionType: 'contact.creation', objectId: 'x' }, 'malformed'],
    [{ subscriptionType: 'contact' }, 'malformed'],
    [{ subscriptionType: 'contact.creation', portalId: null }, 'malformed'],
  ])('%# hint at the records that they are about', (more, hints) => {
    expect(decode(more)).toEqual(hints);
  });

  it('of one record are one hint, and a delete beside others is one to look at', () => {
    const [deleted, edited] = [
      { subscriptionType: 'contact.deletion' },
      { subscriptionType: 'contact.propertyChange' },
    ];
    expect(decode(edited, edited)).toEqual(['contacts 123 changed 62515']);
    expect(decode(deleted, edited)).toEqual(decode(edited, deleted));
    expect(decode(edited, deleted)).toEqual(['contacts 123 changed 62515']);
  });

  it('of other accounts, and of types that the settings do not name, are not ours', () => {
    const settings = hubspot.settings.parse({ portalId: 62515, customObjects: { '2-77': ['name'] } });
    const covers = (scope: string) =>
      hubspot.webhooks?.covers?.(settings, { stream: 's', externalId: '1', op: 'changed', locator: null, scope });
    expect(['62515', '62515/2-77', '62515/2-78', '62516', '62516/2-77'].map(covers)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
