import { createQuoSandbox, signatureHeaders } from '@syncline/connector-quo/sandbox';
import type { WebhookRequest } from '@syncline/connector-sdk';
import { describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { quo } from './connector.ts';
import { quoWriteTrials, type RunningQuo } from './testing/write-trials.ts';

const dated = (title: string, message: string, errors?: readonly object[]) =>
  JSON.stringify({ title, message, docs: 'https://quo.com/docs', trace: '6897907457496870895', errors });
const first = (key: string, message: string) =>
  JSON.stringify({ error: { message, key, trace: '6480612490142498014' } });

/** As Quo words them; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  { name: '401', status: 401, body: dated('Unauthorized', 'No such key {credentials}'), expected: 'auth' },
  { name: '401 of the first version', status: 401, body: first('Unauthorized', 'Missing header'), expected: 'auth' },
  { name: '402 of a lapsed subscription', status: 402, body: '', expected: 'permission' },
  { name: '403', status: 403, body: dated('Forbidden', 'Not Phone Number User'), expected: 'permission' },
  { name: '404', status: 404, body: dated('Not Found', 'The contact was not found'), expected: 'not_found' },
  { name: '409', status: 409, body: '{"code":"0800409","message":"Conflict"}', expected: 'conflict' },
  {
    name: '400',
    status: 400,
    body: dated('Bad Request', 'Validation failed {credentials}', [{ path: '/query/limit', message: 'must be <= 50' }]),
    expected: 'invalid',
  },
  { name: '422', status: 422, body: '', expected: 'invalid' },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '502 of a proxy', status: 502, body: '', expected: 'transient' },
  { name: 'the limit', status: 429, body: dated('Too Many Requests', 'Too many requests'), expected: 'rate_limited' },
  { name: '429 with a time', status: 429, headers: { 'retry-after': '30' }, body: '', expected: 'rate_limited' },
];

const UNLIMITED = { limit: 1_000_000, windowMs: 1_000 };

describeConnectorConformance<RunningQuo>({
  connector: quo,
  countedStream: 'contacts',
  refusals,
  async startSandbox({ records }) {
    const sandbox = await createQuoSandbox({ contacts: records, calls: 8, messages: 8, rateLimit: UNLIMITED });
    return {
      quo: sandbox,
      baseUrl: sandbox.url,
      settings: {},
      secrets: { token: sandbox.token, webhookSecret: 'whsec_c2FuZGJveCBzZWNyZXQ=' },
      close: () => sandbox.close(),
    };
  },
  writes: quoWriteTrials,
  signatureHeaders: ['webhook-signature'],
  signDelivery: (secret) => contactDelivery(secret, 'contact.updated'),
  signDeletion: (secret) => contactDelivery(secret, 'contact.deleted'),
});

function contactDelivery(secret: string, type: string): WebhookRequest {
  const resource = { id: '6a145ff26212a192852c856e', firstName: 'Ada', emails: [], phoneNumbers: [] };
  const context = { orgId: 'ORsandbox', userId: 'USsandbox1', sharedWithIds: [] };
  const body = JSON.stringify({ id: 'EV1', apiVersion: '2026-03-30', type, data: { resource, context, links: {} } });
  // An HMAC needs a key; what is signed with none must be refused all the same.
  return {
    rawBody: new TextEncoder().encode(body),
    headers: signatureHeaders(`whsec_${secret || 'empty'}`, 'msg_1', body),
  };
}
