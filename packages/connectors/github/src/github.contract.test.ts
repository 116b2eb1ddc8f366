import { createGitHubSandbox, type GitHubSandboxOptions } from '@syncline/connector-github/sandbox';
import { signHmac, type WebhookRequest } from '@syncline/connector-sdk';
import { describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { gitHub } from './connector.ts';
import { type GitHubConformanceSandbox, gitHubWrites } from './testing/write-trials.ts';

const resetInAnHour = String(Math.ceil(Date.now() / 1000) + 3600);

/** As GitHub words them; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  { name: '401 bad credentials', status: 401, body: '{"message":"Bad credentials {credentials}"}', expected: 'auth' },
  {
    name: '403 without the right',
    status: 403,
    body: '{"message":"Resource not accessible by personal access token"}',
    expected: 'permission',
  },
  { name: '404', status: 404, body: '{"message":"Not Found"}', expected: 'not_found' },
  { name: '410', status: 410, body: '{"message":"This issue was deleted"}', expected: 'not_found' },
  { name: '409', status: 409, body: '{"message":"Conflict"}', expected: 'conflict' },
  {
    name: '422',
    status: 422,
    body: '{"message":"Validation Failed","errors":[{"field":"since","code":"invalid"}]}',
    expected: 'invalid',
  },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '502 of a proxy', status: 502, body: '', expected: 'transient' },
  { name: '503', status: 503, body: '{"message":"Service unavailable"}', expected: 'transient' },
  {
    name: 'the primary limit as 403',
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetInAnHour },
    body: '{"message":"API rate limit exceeded"}',
    expected: 'rate_limited',
  },
  {
    name: 'the primary limit as 429',
    status: 429,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetInAnHour },
    body: '',
    expected: 'rate_limited',
  },
  {
    name: 'a secondary limit with a time',
    status: 403,
    headers: { 'retry-after': '30' },
    body: '{"message":"You have exceeded a secondary rate limit"}',
    expected: 'rate_limited',
  },
  {
    name: 'a secondary limit without a time',
    status: 429,
    body: '{"message":"You have exceeded a secondary rate limit"}',
    expected: 'rate_limited',
  },
];

describeConnectorConformance<GitHubConformanceSandbox>({
  connector: gitHub,
  countedStream: 'issues',
  refusals,
  writes: gitHubWrites,
  // Pull requests are among GitHub's issues, of which the first has to list an exact number.
  startSandbox: ({ records }) => start({ issues: records, pullRequests: 0, projectItems: Math.min(records, 5) }),
  startWholeSandbox: () => start({ issues: 20, pullRequests: 0.3, projectItems: 5 }),
  signatureHeaders: ['x-hub-signature-256'],
  signDelivery: (secret) => issueDelivery(secret, 'opened'),
  signDeletion: (secret) => issueDelivery(secret, 'deleted'),
});

async function start(options: GitHubSandboxOptions): Promise<GitHubConformanceSandbox> {
  const sandbox = await createGitHubSandbox({ ...options, repositories: 1 });
  return {
    gitHub: sandbox,
    baseUrl: sandbox.url,
    settings: { owner: 'acme' },
    secrets: { token: 'sandbox-token', webhookSecret: 'sandbox-webhook-secret' },
    close: () => sandbox.close(),
  };
}

function issueDelivery(secret: string, action: string): WebhookRequest {
  const payload = { action, issue: { id: 11, number: 7 }, repository: { id: 5, full_name: 'acme/api' } };
  const rawBody = new TextEncoder().encode(JSON.stringify(payload));
  // An HMAC needs a key; what is signed with none must be refused all the same.
  const signature = signHmac({ algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' }, secret || 'empty', rawBody);
  return {
    rawBody,
    headers: {
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'x-github-event': 'issues',
      'x-hub-signature-256': signature,
      'content-type': 'application/json',
    },
  };
}
