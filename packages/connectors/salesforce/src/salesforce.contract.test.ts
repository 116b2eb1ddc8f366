import { createSalesforceSandbox, signedCallout } from '@syncline/connector-salesforce/sandbox';
import type { WebhookRequest } from '@syncline/connector-sdk';
import { describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { salesforce } from './connector.ts';
import { type SalesforceTrial, writeTrials } from './testing/write-trials.ts';

const error = (errorCode: string, message: string, fields?: readonly string[]) =>
  JSON.stringify([{ message, errorCode, ...(fields && { fields }) }]);

/** As Salesforce words them; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  {
    name: '401 of an expired session',
    status: 401,
    body: error('INVALID_SESSION_ID', 'Session expired or invalid {credentials}'),
    expected: 'auth',
  },
  { name: '401 without words', status: 401, body: '', expected: 'auth' },
  {
    name: '400 of a refresh token that was taken back',
    status: 400,
    body: '{"error":"invalid_grant","error_description":"expired access/refresh token"}',
    expected: 'auth',
  },
  {
    name: '403 without the right',
    status: 403,
    body: error('INSUFFICIENT_ACCESS', 'insufficient access rights on object id'),
    expected: 'permission',
  },
  {
    name: '403 of an API that is switched off',
    status: 403,
    body: error('API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner'),
    expected: 'permission',
  },
  {
    name: '400 of an object that is not there for the user',
    status: 400,
    body: error('INVALID_TYPE', "sObject type 'Quote' is not supported."),
    expected: 'permission',
  },
  {
    name: '404',
    status: 404,
    body: error('NOT_FOUND', 'The requested resource does not exist'),
    expected: 'not_found',
  },
  {
    name: '404 of a deleted record',
    status: 404,
    body: error('ENTITY_IS_DELETED', 'entity is deleted'),
    expected: 'not_found',
  },
  { name: '412', status: 412, body: '', expected: 'conflict' },
  { name: '409', status: 409, body: '[]', expected: 'conflict' },
  { name: '400', status: 400, body: error('MALFORMED_QUERY', 'unexpected token'), expected: 'invalid' },
  {
    name: '400 of a locked row',
    status: 400,
    body: error('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record'),
    expected: 'transient',
  },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '502 of a proxy', status: 502, body: '', expected: 'transient' },
  { name: '503', status: 503, body: error('SERVER_UNAVAILABLE', 'Server too busy'), expected: 'transient' },
  {
    name: 'the daily limit',
    status: 403,
    headers: { 'sforce-limit-info': 'api-usage=5000/5000' },
    body: error('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
    expected: 'rate_limited',
  },
  {
    name: 'the limit of calls at once',
    status: 403,
    body: error('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'),
    expected: 'rate_limited',
  },
  { name: '429 with a time', status: 429, headers: { 'retry-after': '30' }, body: '', expected: 'rate_limited' },
];

describeConnectorConformance<SalesforceTrial>({
  connector: salesforce,
  countedStream: 'accounts',
  refusals,
  async startSandbox({ records }) {
    const sandbox = await createSalesforceSandbox({
      accounts: records,
      contacts: Math.min(records, 5),
      tasks: 5,
      users: 3,
    });
    return {
      baseUrl: sandbox.url,
      settings: { organizationId: sandbox.organizationId },
      secrets: { token: sandbox.token, webhookSecret: 'sandbox-webhook-secret' },
      sandbox,
      close: () => sandbox.close(),
    };
  },
  writes: writeTrials,
  signatureHeaders: ['x-syncline-signature'],
  signDelivery: (secret) => accountCallout(secret, 'update'),
  signDeletion: (secret) => accountCallout(secret, 'delete'),
});

function accountCallout(secret: string, op: string): WebhookRequest {
  // An HMAC needs a key; what is signed with none must be refused all the same.
  const target = { url: 'http://127.0.0.1/', secret: secret || 'empty' };
  const { headers, body } = signedCallout(target, '0f4d9c5e-9a8e-4d9c-8f0b-1f6f3f2f1f00', new Date(), {
    event: 'records.changed',
    org: '00D5g000004SynLEAS',
    records: [{ object: 'Account', id: '0015g0000000001AAA', op, at: '2026-11-21T08:00:00.000Z' }],
  });
  return {
    rawBody: new TextEncoder().encode(body),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  };
}
