import { describe, expect, it } from 'vitest';
import { decodePipedriveDelivery } from './decode-delivery.ts';
import { basicCredentials, refusePipedriveHeaders, verifyPipedriveDelivery } from './verify-delivery.ts';

const meta = (more: object = {}) => ({
  id: 'e-1',
  action: 'change',
  entity: 'deal',
  entity_id: '12',
  attempt: 1,
  ...more,
});
const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));
const decode = (body: unknown) => decodePipedriveDelivery({ event: 'change.deal', headers: {}, rawBody: bytes(body) });
const hint = (stream: string, op = 'changed') => ({ op, stream, externalId: '12', locator: null, scope: 'company' });

describe('the proof of a delivery', () => {
  const secrets = { webhookSecret: 'pass:wörd' };
  const verify = (authorization: string | string[] | undefined, known: Record<string, string> = secrets) =>
    verifyPipedriveDelivery({ headers: { authorization }, rawBody: bytes({ meta: meta() }) }, known);

  it('is the name and password that the webhook was made with, to the letter', () => {
    const right = basicCredentials('pass:wörd');
    expect(verify(right)).toEqual({ outcome: 'verified', deliveryId: 'e-1', event: 'change.deal' });
    const others = [
      basicCredentials('pass'),
      right.replace('Basic', 'basic'),
      `${right} `,
      right.slice(6),
      `Basic ${Buffer.from('other:pass:wörd').toString('base64')}`,
      `Basic ${Buffer.from('syncline').toString('base64')}`,
      '',
      undefined,
      [right],
    ];
    for (const shown of others) expect(verify(shown).outcome).toBe('rejected');
    expect(verify(basicCredentials(''), {}).outcome).toBe('rejected');
    expect(refusePipedriveHeaders({ authorization: right }, secrets)).toBeNull();
  });
});

describe('an event', () => {
  it.each([
    ['organization', 'organizations'],
    ['person', 'persons'],
    ['activity', 'activities'],
    ['note', 'notes'],
    ['user', 'users'],
  ])('of %s is about one of %s', (entity, stream) => {
    expect(decode({ meta: meta({ entity }), data: {} })).toEqual({ outcome: 'hints', hints: [hint(stream)] });
    const deletion = { meta: meta({ entity, action: 'delete', entity_id: 12 }), data: null, previous: {} };
    expect(decode(deletion)).toEqual({ outcome: 'hints', hints: [hint(stream, 'deleted')] });
  });

  it('of a deal is about its quote too where it shows or changes custom fields, and when the deal is gone', () => {
    const custom = { custom_fields: { a: null, b: { type: 'double', value: 1 } } };
    const both = { outcome: 'hints', hints: [hint('deals'), hint('quotes')] };
    expect(decode({ meta: meta(), data: custom })).toEqual(both);
    expect(decode({ meta: meta(), data: {}, previous: custom })).toEqual(both);
    expect(decode({ meta: meta(), data: { custom_fields: { a: null } }, previous: {} })).toEqual({
      outcome: 'hints',
      hints: [hint('deals')],
    });
    expect(decode({ meta: meta({ action: 'delete' }), data: null })).toMatchObject({
      hints: [hint('deals', 'deleted'), hint('quotes', 'deleted')],
    });
  });

  it.each([
    ['ignored', { meta: meta({ entity: 'lead' }) }],
    ['ignored', { meta: meta({ entity: 'constructor' }) }],
    ['malformed', { meta: meta({ entity_id: 'x' }) }],
    ['malformed', { meta: meta({ action: 'merged' }) }],
    ['malformed', { meta: meta({ entity: 5 }) }],
    ['malformed', { v: 1, event: 'updated.deal', current: {} }],
    ['malformed', []],
  ])('is %s: %j', (outcome, body) => {
    expect(decode(body).outcome).toBe(outcome);
  });
});
