import { createOpenProjectSandbox, signature } from '@syncline/connector-openproject/sandbox';
import { describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { openProject } from './connector.ts';
import { openProjectWriteTrials, type RunningOpenProject } from './testing/write-trials.ts';

function error(identifier: string, message: string, attribute?: string): string {
  return JSON.stringify({
    _type: 'Error',
    errorIdentifier: `urn:openproject-org:api:v3:errors:${identifier}`,
    message,
    ...(attribute && { _embedded: { details: { attribute } } }),
  });
}

/** As OpenProject words them; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  { name: '401', status: 401, body: error('Unauthenticated', 'You need {credentials}'), expected: 'auth' },
  { name: '403', status: 403, body: error('MissingPermission', 'Not allowed'), expected: 'permission' },
  { name: '404', status: 404, body: error('NotFound', 'The specified project does not exist.'), expected: 'not_found' },
  { name: '410', status: 410, body: '', expected: 'not_found' },
  { name: '409', status: 409, body: error('UpdateConflict', 'Your changes could not be saved'), expected: 'conflict' },
  {
    name: '400',
    status: 400,
    body: error('InvalidQuery', 'Filters Type filter has invalid values.'),
    expected: 'invalid',
  },
  { name: '415', status: 415, body: error('TypeNotSupported', 'Expected JSON'), expected: 'invalid' },
  {
    name: '422',
    status: 422,
    body: error('PropertyConstraintViolation', "Subject can't be blank {credentials}", 'subject'),
    expected: 'invalid',
  },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '502 of a proxy', status: 502, body: '', expected: 'transient' },
  { name: '503', status: 503, body: '', expected: 'transient' },
  { name: '503 with a time', status: 503, headers: { 'retry-after': '20' }, body: '', expected: 'rate_limited' },
  { name: 'a limit, with a time', status: 429, headers: { 'retry-after': '30' }, body: '', expected: 'rate_limited' },
  { name: 'a limit, without a time', status: 429, body: 'throttled', expected: 'rate_limited' },
];

describeConnectorConformance<RunningOpenProject>({
  connector: openProject,
  countedStream: 'work_packages',
  refusals,
  async startSandbox({ records }) {
    const sandbox = await createOpenProjectSandbox({ workPackages: records, projects: 1 });
    return {
      openProject: sandbox,
      baseUrl: sandbox.url,
      settings: {},
      secrets: { token: sandbox.token, webhookSecret: 'sandbox-webhook-secret' },
      close: () => sandbox.close(),
    };
  },
  writes: openProjectWriteTrials,
  signatureHeaders: ['x-op-signature'],
  signDelivery(secret) {
    const body = JSON.stringify({
      action: 'work_package:updated',
      work_package: { _type: 'WorkPackage', id: 12, _links: { project: { href: '/api/v3/projects/1', title: 'API' } } },
    });
    return {
      rawBody: new TextEncoder().encode(body),
      // An HMAC needs a key; what is signed with none must be refused all the same.
      headers: { 'x-op-signature': signature(secret || 'empty', body), 'content-type': 'application/json' },
    };
  },
});
