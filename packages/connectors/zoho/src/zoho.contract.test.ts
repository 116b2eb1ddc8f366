import type { WebhookRequest } from '@syncline/connector-sdk';
import { describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { createZohoSandbox, notificationBody } from '@syncline/connector-zoho/sandbox';
import { zoho } from './connector.ts';
import { writeTrials, type ZohoTrial } from './testing/write-trials.ts';
import { channelToken } from './webhooks/channel.ts';

const error = (code: string, message: string, details: object = {}) =>
  JSON.stringify({ code, details, message, status: 'error' });

/** As Zoho words them; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  { name: '401', status: 401, body: error('INVALID_TOKEN', 'invalid oauth token {credentials}'), expected: 'auth' },
  { name: '401 without words', status: 401, body: '', expected: 'auth' },
  { name: '401 of a scope', status: 401, body: error('OAUTH_SCOPE_MISMATCH', 'invalid scope'), expected: 'permission' },
  { name: '403', status: 403, body: error('NO_PERMISSION', 'permission denied'), expected: 'permission' },
  {
    name: '400 of a module that is not there for the user',
    status: 400,
    body: error('INVALID_MODULE', 'The module name given seems to be invalid'),
    expected: 'permission',
  },
  {
    name: '404',
    status: 404,
    body: error('INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one'),
    expected: 'not_found',
  },
  {
    name: '400 of an id',
    status: 400,
    body: error('INVALID_DATA', 'the id given seems to be invalid', { id: '1' }),
    expected: 'not_found',
  },
  {
    name: '400 of the id of another record',
    status: 400,
    body: error('INVALID_DATA', 'the id given seems to be invalid', { api_name: 'Account_Name' }),
    expected: 'invalid',
  },
  {
    name: '400 of a query',
    status: 400,
    body: error('SYNTAX_ERROR', 'invalid query formed {credentials}', { clause: 'where' }),
    expected: 'invalid',
  },
  { name: '412', status: 412, body: '', expected: 'conflict' },
  { name: '409', status: 409, body: '', expected: 'conflict' },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '500 in words', status: 500, body: error('INTERNAL_ERROR', 'Internal server error'), expected: 'transient' },
  { name: '502 of a proxy', status: 502, body: '', expected: 'transient' },
  { name: '503', status: 503, body: '', expected: 'transient' },
  {
    name: 'the limit of calls at once',
    status: 429,
    body: error('TOO_MANY_REQUESTS', 'You have crossed the maximum limit of concurrent API calls'),
    expected: 'rate_limited',
  },
  {
    name: 'the end of the credits',
    status: 429,
    headers: { 'x-api-credits-remaining': '0' },
    body: error('TOO_MANY_REQUESTS', 'limit exceeded'),
    expected: 'rate_limited',
  },
  {
    name: 'the eleventh token in ten minutes',
    status: 400,
    body: JSON.stringify({
      error: 'Access Denied',
      error_description: 'You have made too many requests continuously. Please try again after some time.',
    }),
    expected: 'rate_limited',
  },
  { name: '429 with a time', status: 429, headers: { 'retry-after': '30' }, body: '', expected: 'rate_limited' },
];

const few = { contacts: 3, deals: 3, quotes: 3, calls: 3, notes: 3, users: 3 };

describeConnectorConformance<ZohoTrial>({
  connector: zoho,
  countedStream: 'accounts',
  refusals,
  async startSandbox({ records }) {
    const sandbox = await createZohoSandbox({ ...few, accounts: records });
    return {
      baseUrl: sandbox.url,
      settings: { quoteProduct: sandbox.quoteProduct },
      secrets: { token: sandbox.token, webhookSecret: 'sandbox-webhook-secret' },
      sandbox,
      close: () => sandbox.close(),
    };
  },
  writes: writeTrials,
  proof: 'token in the body',
  signDelivery: (secret) => notification(secret, 'update'),
  signDeletion: (secret) => notification(secret, 'delete'),
});

function notification(secret: string, operation: 'update' | 'delete'): WebhookRequest {
  const id = '1234567890123456';
  // An HMAC needs a key; what is made with none must be refused all the same.
  const channel = { id, token: channelToken(secret || 'empty', id) };
  const change = { module: 'Accounts', operation, ids: ['5725767011000000001'] };
  const body = notificationBody(channel, change, Date.UTC(2026, 10, 21));
  return { rawBody: new TextEncoder().encode(body), headers: { 'content-type': 'application/json' } };
}
