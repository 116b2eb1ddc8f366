import { createGitLabSandbox, signed } from '@syncline/connector-gitlab/sandbox';
import { describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { fileBytes } from '@syncline/sandbox';
import { gitLab } from './connector.ts';
import { gitLabWriteTrials, type RunningGitLab } from './testing/write-trials.ts';
import { signingToken } from './webhooks/signing-key.ts';

const inAnHour = String(Math.floor(Date.now() / 1_000) + 3_600);

/** As GitLab words them; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  { name: '401', status: 401, body: '{"message":"401 Unauthorized {credentials}"}', expected: 'auth' },
  {
    name: '401 of a token that has lapsed',
    status: 401,
    body: '{"error":"invalid_token","error_description":"Token is expired. {credentials}"}',
    expected: 'auth',
  },
  { name: '403', status: 403, body: '{"message":"403 Forbidden"}', expected: 'permission' },
  {
    name: '403 of a token without the scope',
    status: 403,
    body: '{"error":"insufficient_scope","error_description":"The request requires higher privileges","scope":"api"}',
    expected: 'permission',
  },
  { name: '404', status: 404, body: '{"message":"404 Project Not Found"}', expected: 'not_found' },
  { name: '410', status: 410, body: '', expected: 'not_found' },
  { name: '409', status: 409, body: '{"message":"Label already exists"}', expected: 'conflict' },
  { name: '412', status: 412, body: '', expected: 'conflict' },
  {
    name: "400 of a model's check",
    status: 400,
    body: `{"message":{"title":["can't be blank"]}}`,
    expected: 'invalid',
  },
  { name: "400 of a parameter's check", status: 400, body: '{"error":"due_date is invalid"}', expected: 'invalid' },
  {
    name: '405 beyond the last page',
    status: 405,
    body: '{"error":"Offset pagination has a maximum"}',
    expected: 'invalid',
  },
  { name: '413', status: 413, body: '', expected: 'invalid' },
  { name: '422', status: 422, body: '{"message":"Bad {credentials}"}', expected: 'invalid' },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '502 of a proxy', status: 502, body: '', expected: 'transient' },
  { name: '503', status: 503, body: '', expected: 'transient' },
  { name: '503 with a time', status: 503, headers: { 'retry-after': '20' }, body: '', expected: 'rate_limited' },
  {
    name: '429 of the throttle, with a time',
    status: 429,
    headers: { 'retry-after': '30', 'ratelimit-name': 'throttle_authenticated_api' },
    body: 'Retry later\n',
    expected: 'rate_limited',
  },
  {
    name: '429 with its reset alone',
    status: 429,
    headers: { 'ratelimit-limit': '2000', 'ratelimit-remaining': '0', 'ratelimit-reset': inAnHour },
    body: '',
    expected: 'rate_limited',
  },
  {
    name: '429 of one endpoint, without a time',
    status: 429,
    body: '{"message":{"error":"This endpoint has been requested too many times. Try again later."}}',
    expected: 'rate_limited',
  },
];

describeConnectorConformance<RunningGitLab>({
  connector: gitLab,
  countedStream: 'issues',
  refusals,
  async startSandbox({ records }) {
    const sandbox = await createGitLabSandbox({ issues: records, projects: 1, tasks: 0 });
    const shot = sandbox.upload('acme/api', 'shot.png', fileBytes(1_000), 'image/png');
    if (records > 0) sandbox.createComment('acme/api', 1, `![shot](${shot})`);
    return {
      gitlab: sandbox,
      baseUrl: sandbox.url,
      settings: { group: sandbox.group },
      secrets: { token: sandbox.token, webhookSecret: 'sandbox-webhook-secret' },
      close: () => sandbox.close(),
    };
  },
  writes: gitLabWriteTrials,
  signatureHeaders: ['webhook-signature'],
  signDelivery(secret) {
    const project = { id: 201, path_with_namespace: 'acme/api' };
    const attributes = { id: 1_001, iid: 1, type: 'Issue', action: 'update' };
    const body = JSON.stringify({ object_kind: 'issue', project, object_attributes: attributes });
    // What is signed with no secret must be refused all the same.
    const headers = signed(signingToken(secret || 'empty'), '6d8e3f3a-key', Date.now(), body);
    return {
      rawBody: new TextEncoder().encode(body),
      headers: { ...headers, 'x-gitlab-event': 'Issue Hook', 'content-type': 'application/json' },
    };
  },
});
