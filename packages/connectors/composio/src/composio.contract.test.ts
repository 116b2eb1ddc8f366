import { type ComposioSandbox, createComposioSandbox, signatureHeaders } from '@syncline/connector-composio/sandbox';
import type { SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { writeTrials } from '@syncline/connector-salesforce/testing';
import type { WebhookRequest } from '@syncline/connector-sdk';
import { type ConformanceSandbox, describeConnectorConformance } from '@syncline/connector-sdk/testing';
import { composio } from './connector.ts';
import { refusals } from './testing/refusals.ts';

/** `sandbox` is the organisation's, for the trials that are Salesforce's own. */
interface RunningComposio extends ConformanceSandbox {
  readonly composio: ComposioSandbox;
  readonly sandbox: SalesforceSandbox;
}

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
