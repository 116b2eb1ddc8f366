import { type ComposioSandbox, createComposioSandbox, signatureHeaders } from '@syncline/connector-composio/sandbox';
import type { SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { writeTrials } from '@syncline/connector-salesforce/testing';
import type { WebhookRequest } from '@syncline/connector-sdk';
import { type ConformanceSandbox, describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { composio } from './connector.ts';

/** `sandbox` is the organisation's, for the trials that are Salesforce's own. */
interface RunningComposio extends ConformanceSandbox {
  readonly composio: ComposioSandbox;
  readonly sandbox: SalesforceSandbox;
}

const error = (message: string, status: number) => JSON.stringify({ error: { message, code: status, status } });

/** As Composio itself refuses; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  { name: '401', status: 401, body: error('Invalid API key {credentials}', 401), expected: 'auth' },
  { name: '403', status: 403, body: error('The key may not execute by proxy', 403), expected: 'permission' },
  { name: '404', status: 404, body: error('Connected account not found', 404), expected: 'not_found' },
  { name: '400', status: 400, body: error('Invalid request', 400), expected: 'invalid' },
  { name: '422', status: 422, body: error('Unprocessable {credentials}', 422), expected: 'invalid' },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '502', status: 502, body: error('The toolkit did not answer', 502), expected: 'transient' },
  { name: '504', status: 504, body: '', expected: 'transient' },
  { name: '429', status: 429, body: error('Rate limit exceeded', 429), expected: 'rate_limited' },
  { name: '429 with a time', status: 429, headers: { 'retry-after': '30' }, body: '', expected: 'rate_limited' },
];

const OURS: Readonly<Record<string, string>> = { accounts: 'accounts', contacts: 'contacts', opportunities: 'deals' };

describeConnectorConformance<RunningComposio>({
  connector: composio,
  countedStream: 'accounts',
  refusals,
  async startSandbox({ records }) {
    const salesforce = { accounts: records, contacts: Math.min(records, 5), tasks: 0, users: 3 };
    const sandbox = await createComposioSandbox({ salesforce });
    return {
      composio: sandbox,
      sandbox: sandbox.salesforce,
      baseUrl: sandbox.url,
      settings: sandbox.settings,
      secrets: { token: sandbox.token, webhookSecret: 'sandbox-webhook-secret' },
      close: () => sandbox.close(),
    };
  },
  // What is asked of Salesforce is asked of it by this way too: the same drafts, edits and lost answers.
  writes: writeTrials.flatMap((trial) => {
    const stream = OURS[trial.stream];
    return stream === undefined ? [] : [{ ...trial, stream }];
  }),
  signatureHeaders: ['webhook-signature'],
  signDelivery: accountTrigger,
});

function accountTrigger(secret: string): WebhookRequest {
  const body = JSON.stringify({
    id: 'msg_1',
    timestamp: new Date().toISOString(),
    type: 'composio.trigger.message',
    metadata: { trigger_slug: 'SALESFORCE_ACCOUNT', connected_account_id: 'ca_sandbox1' },
    data: { Id: '0015g0000000001AAA', Name: 'Acme' },
  });
  // An HMAC needs a key; what is signed with none must be refused all the same.
  return {
    rawBody: new TextEncoder().encode(body),
    headers: signatureHeaders(secret || 'empty', 'msg_1', body),
  };
}
