import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { signHmac, type WebhookRequest } from '@syncline/connector-sdk';
import { describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { fileBytes } from '@syncline/sandbox';
import { jira } from './connector.ts';
import { jiraWriteTrials, type RunningJira } from './testing/write-trials.ts';

const inAnHour = new Date(Date.now() + 3_600_000).toISOString();

/** As Jira words them; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  {
    name: '401',
    status: 401,
    body: '{"errorMessages":["Client must be authenticated {credentials}"]}',
    expected: 'auth',
  },
  {
    name: '404 of an anonymous visitor, whose credentials failed',
    status: 404,
    headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
    body: '',
    expected: 'auth',
  },
  { name: '403', status: 403, body: '{"errorMessages":["You do not have permission"]}', expected: 'permission' },
  { name: '404', status: 404, body: '{"errorMessages":["Issue does not exist"],"errors":{}}', expected: 'not_found' },
  { name: '410', status: 410, body: '', expected: 'not_found' },
  { name: '409', status: 409, body: '{"errorMessages":["Conflict"]}', expected: 'conflict' },
  {
    name: '400',
    status: 400,
    body: '{"errorMessages":[],"errors":{"summary":"You must specify a summary"}}',
    expected: 'invalid',
  },
  { name: '413', status: 413, body: '', expected: 'invalid' },
  { name: '422', status: 422, body: '{"errorMessages":["Bad {credentials}"]}', expected: 'invalid' },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '502 of a proxy', status: 502, body: '', expected: 'transient' },
  { name: '503', status: 503, body: '', expected: 'transient' },
  { name: '503 with a time', status: 503, headers: { 'retry-after': '20' }, body: '', expected: 'rate_limited' },
  {
    name: 'the quota, with a time',
    status: 429,
    headers: { 'retry-after': '30', 'ratelimit-reason': 'jira-quota-tenant-based', 'x-ratelimit-reset': inAnHour },
    body: '{"errorMessages":["Rate limit exceeded"]}',
    expected: 'rate_limited',
  },
  {
    name: 'the quota, with its reset alone',
    status: 429,
    headers: { 'ratelimit-reason': 'jira-quota-global-based', 'x-ratelimit-reset': inAnHour },
    body: '',
    expected: 'rate_limited',
  },
  { name: 'a burst, without a time', status: 429, body: '', expected: 'rate_limited' },
];

describeConnectorConformance<RunningJira>({
  connector: jira,
  countedStream: 'issues',
  refusals,
  async startSandbox({ records }) {
    const sandbox = await createJiraSandbox({ issues: records, projects: 1 });
    if (records > 0) sandbox.attachFile('API-1', 'shot.png', fileBytes(1_000), 'image/png');
    return {
      jira: sandbox,
      baseUrl: sandbox.url,
      settings: { email: sandbox.email },
      secrets: { token: sandbox.token, webhookSecret: 'sandbox-webhook-secret' },
      close: () => sandbox.close(),
    };
  },
  writes: jiraWriteTrials,
  signatureHeaders: ['x-hub-signature'],
  signDelivery: (secret) => issueDelivery(secret, 'jira:issue_updated'),
  signDeletion: (secret) => issueDelivery(secret, 'jira:issue_deleted'),
});

function issueDelivery(secret: string, webhookEvent: string): WebhookRequest {
  const issue = { id: '10011', key: 'API-1', fields: { project: { id: '10000', key: 'API' } } };
  const rawBody = new TextEncoder().encode(JSON.stringify({ webhookEvent, issue }));
  // An HMAC needs a key; what is signed with none must be refused all the same.
  const scheme = { algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' } as const;
  return {
    rawBody,
    headers: {
      'x-atlassian-webhook-identifier': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'x-hub-signature': signHmac(scheme, secret || 'empty', rawBody),
      'content-type': 'application/json; charset=UTF-8',
    },
  };
}
