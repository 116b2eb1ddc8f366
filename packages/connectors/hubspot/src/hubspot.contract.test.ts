import { createHubspotSandbox, signedHeaders } from '@syncline/connector-hubspot/sandbox';
import type { WebhookRequest } from '@syncline/connector-sdk';
import { describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { hubspot } from './connector.ts';
import { type HubspotTrial, writeTrials } from './testing/write-trials.ts';

const error = (category: string, message: string, more: object = {}) =>
  JSON.stringify({ status: 'error', message, correlationId: 'a1b2', category, ...more });
const rateLimit = (policyName: string) =>
  JSON.stringify({
    status: 'error',
    message: `You have reached your ${policyName.toLowerCase()} limit.`,
    errorType: 'RATE_LIMIT',
    policyName,
  });

/** As HubSpot words them; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  {
    name: '401 of a token that lapsed',
    status: 401,
    body: error('EXPIRED_AUTHENTICATION', 'The OAuth token {credentials} expired 3 minute(s) ago.'),
    expected: 'auth',
  },
  {
    name: '403 without the scope',
    status: 403,
    body: error('MISSING_SCOPES', "This app hasn't been granted all required scopes to make this call."),
    expected: 'permission',
  },
  { name: '404', status: 404, body: error('OBJECT_NOT_FOUND', 'Object not found.'), expected: 'not_found' },
  { name: '404 of a proxy', status: 404, body: '<html></html>', expected: 'not_found' },
  { name: '409', status: 409, body: error('CONFLICT', 'The record is being changed'), expected: 'conflict' },
  {
    name: '409 of a contact that is there',
    status: 409,
    body: error('CONFLICT', 'Contact already exists. Existing ID: 512'),
    expected: 'invalid',
  },
  {
    name: '400 of a value',
    status: 400,
    body: error(
      'VALIDATION_ERROR',
      'Property values were not valid: [{"isValid":false,"error":"INVALID_OPTION","name":"x"}]',
    ),
    expected: 'invalid',
  },
  { name: '414', status: 414, body: '', expected: 'invalid' },
  { name: '423 of a locked record', status: 423, body: '', expected: 'transient' },
  { name: '477 while an account is moved', status: 477, body: '', expected: 'transient' },
  { name: '429 of ten seconds', status: 429, body: rateLimit('TEN_SECONDLY_ROLLING'), expected: 'rate_limited' },
  { name: '429 of searches', status: 429, body: rateLimit('SECONDLY'), expected: 'rate_limited' },
  { name: '429 of the day', status: 429, body: rateLimit('DAILY'), expected: 'rate_limited' },
  { name: '429 with a time', status: 429, headers: { 'retry-after': '30' }, body: '', expected: 'rate_limited' },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '524 of an edge', status: 524, body: '', expected: 'transient' },
];

describeConnectorConformance<HubspotTrial>({
  connector: hubspot,
  countedStream: 'contacts',
  refusals,
  async startSandbox({ records }) {
    const sandbox = await createHubspotSandbox({
      contacts: records,
      companies: 3,
      deals: 3,
      rateLimit: { limit: 1_000_000, windowMs: 10_000 },
      searchesPerSecond: 1_000_000,
      indexLagMs: 3_600_000,
    });
    return {
      baseUrl: sandbox.url,
      settings: { portalId: sandbox.portalId, customObjects: { '2-3456789': ['name'] }, searchesPerSecond: 10_000 },
      secrets: { token: sandbox.token, webhookSecret: sandbox.clientSecret },
      sandbox,
      close: () => sandbox.close(),
    };
  },
  writes: writeTrials,
  signatureHeaders: ['x-hubspot-signature-v3'],
  signDelivery: (secret) => delivery(secret, 'propertyChange'),
  signDeletion: (secret) => delivery(secret, 'deletion'),
});

function delivery(secret: string, change: string): WebhookRequest {
  const url = 'https://hooks.example/webhooks/7';
  const events = [
    {
      eventId: 3816279480,
      subscriptionId: 22,
      portalId: 4_711_000,
      appId: 815,
      occurredAt: 1_763_712_000_000,
      subscriptionType: `contact.${change}`,
      attemptNumber: 0,
      objectId: 20_000_000_004,
      changeSource: 'CRM_UI',
    },
  ];
  const body = JSON.stringify(events);
  // An HMAC needs a key; what is signed with none must be refused all the same.
  const headers = signedHeaders(secret || 'empty', url, body, Date.now());
  return {
    url,
    rawBody: new TextEncoder().encode(body),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  };
}
