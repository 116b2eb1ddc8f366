import { createPipedriveSandbox } from '@syncline/connector-pipedrive/sandbox';
import type { WebhookRequest } from '@syncline/connector-sdk';
import { describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { pipedrive } from './connector.ts';
import { NO_LIMIT } from './testing/connect.ts';
import { pipedriveWriteTrials, type RunningPipedrive } from './testing/write-trials.ts';
import { basicCredentials } from './webhooks/verify-delivery.ts';

const error = (words: string, code?: string) => JSON.stringify({ success: false, error: words, ...(code && { code }) });

/** As Pipedrive words them; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  { name: '401', status: 401, body: error('unauthorized access {credentials}'), expected: 'auth' },
  { name: '402 of a plan without it', status: 402, body: error('Payment Required'), expected: 'permission' },
  { name: '403', status: 403, body: error('Scope and URL mismatch'), expected: 'permission' },
  { name: '403 without words', status: 403, body: '', expected: 'permission' },
  { name: '403 of the edge', status: 403, body: '<!DOCTYPE html><html>Error 1015</html>', expected: 'rate_limited' },
  { name: '404', status: 404, body: error('Deal not found', 'ERR_NOT_FOUND'), expected: 'not_found' },
  { name: '410', status: 410, body: error('Gone'), expected: 'not_found' },
  { name: '409', status: 409, body: '', expected: 'conflict' },
  {
    name: '400',
    status: 400,
    body: error('Validation failed: {credentials}', 'ERR_SCHEMA_VALIDATION_FAILED'),
    expected: 'invalid',
  },
  {
    name: '400 of a webhook',
    status: 400,
    body: JSON.stringify({ success: false, status: 'error', errors: { subscription_url: ['must be a valid URL'] } }),
    expected: 'invalid',
  },
  { name: '422', status: 422, body: error('Unprocessable Entity'), expected: 'invalid' },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '502 of a proxy', status: 502, body: '', expected: 'transient' },
  { name: '503', status: 503, body: error('Service Unavailable'), expected: 'transient' },
  { name: 'the limit of calls at once', status: 429, body: error('request over limit'), expected: 'rate_limited' },
  {
    name: 'the end of the budget',
    status: 429,
    headers: { 'x-daily-ratelimit-token-limit': '30000', 'x-daily-ratelimit-token-remaining': '0' },
    body: error('request over limit'),
    expected: 'rate_limited',
  },
];

const delivery =
  (action: string) =>
  (secret: string): WebhookRequest => ({
    rawBody: Buffer.from(
      JSON.stringify({
        meta: {
          action,
          entity: 'person',
          company_id: '4217',
          entity_id: '12',
          id: '0b0d3b6e-2f4b-4c9b-9d4f-5d3a7f0e1c22',
          version: '2.0',
          attempt: 1,
        },
        data: action === 'delete' ? null : { id: 12 },
        previous: { id: 12 },
      }),
    ),
    headers: { authorization: basicCredentials(secret), 'content-type': 'application/json' },
  });

describeConnectorConformance<RunningPipedrive>({
  connector: pipedrive,
  countedStream: 'persons',
  refusals,
  async startSandbox({ records }) {
    const sandbox = await createPipedriveSandbox({
      persons: records,
      organizations: 5,
      deals: 5,
      activities: 5,
      notes: 5,
      ...NO_LIMIT,
    });
    return {
      pipedrive: sandbox,
      baseUrl: sandbox.url,
      settings: {},
      secrets: { token: sandbox.token, webhookSecret: 'sandbox-webhook-secret' },
      close: () => sandbox.close(),
    };
  },
  writes: pipedriveWriteTrials,
  signatureHeaders: ['authorization'],
  proof: 'password',
  signDelivery: delivery('change'),
  signDeletion: delivery('delete'),
});
