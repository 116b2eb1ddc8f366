import {
  type ComposioHubspotSandbox,
  createComposioHubspotSandbox,
  signatureHeaders,
} from '@syncline/connector-composio/sandbox';
import type { HubspotSandbox } from '@syncline/connector-hubspot/sandbox';
import { writeTrials } from '@syncline/connector-hubspot/testing';
import { type ConformanceSandbox, describeConnectorConformance } from '@syncline/connector-sdk/testing';
import { composio } from './connector.ts';
import { refusals } from './testing/refusals.ts';

/** `sandbox` is the account's, for the trials that are HubSpot's own. */
interface RunningComposio extends ConformanceSandbox {
  readonly composio: ComposioHubspotSandbox;
  readonly sandbox: HubspotSandbox;
}

const OURS: Readonly<Record<string, string>> = { companies: 'accounts', contacts: 'contacts', deals: 'deals' };

describeConnectorConformance<RunningComposio>({
  connector: composio.forSettings!({ toolkit: 'hubspot' }),
  countedStream: 'contacts',
  refusals,
  async startSandbox({ records }) {
    const hubspot = { contacts: records, companies: 3, deals: 3, indexLagMs: 3_600_000 };
    const sandbox = await createComposioHubspotSandbox({ hubspot });
    return {
      composio: sandbox,
      sandbox: sandbox.hubspot,
      baseUrl: sandbox.url,
      settings: sandbox.settings,
      secrets: { token: sandbox.token, webhookSecret: 'sandbox-webhook-secret' },
      close: () => sandbox.close(),
    };
  },
  // What is asked of HubSpot is asked of it by this way too: the same drafts, edits and lost answers.
  writes: writeTrials.flatMap((trial) => {
    const stream = OURS[trial.stream];
    return stream === undefined ? [] : [{ ...trial, stream }];
  }),
  signatureHeaders: ['webhook-signature'],
  signDelivery(secret) {
    const body = JSON.stringify({
      id: 'msg_1',
      timestamp: new Date().toISOString(),
      type: 'composio.trigger.message',
      metadata: { trigger_slug: 'HUBSPOT_CONTACT_CREATED_TRIGGER', connected_account_id: 'ca_sandbox1' },
      data: { objectId: 20_000_000_004 },
    });
    // An HMAC needs a key; what is signed with none must be refused all the same.
    return { rawBody: new TextEncoder().encode(body), headers: signatureHeaders(secret || 'empty', 'msg_1', body) };
  },
});
