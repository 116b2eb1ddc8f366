import { type Connector, defineConnector } from '@syncline/connector-sdk';
import { interpretComposioAnswer } from './answer.ts';
import { checkConnection } from './check-connection.ts';
import { gatewayChoices } from './choices.ts';
import { type ComposioClient, createComposioClient } from './client.ts';
import { composioCrm } from './crm.ts';
import { gatewayStream } from './gateway-stream.ts';
import { listComposioScopes } from './list-scopes.ts';
import { type ComposioSettings, composioSettings } from './settings.ts';
import { type Toolkit, type ToolkitName, toolkits } from './toolkits.ts';
import { decodeComposioDelivery } from './webhooks/decode-delivery.ts';
import { refuseComposioHeaders, verifyComposioDelivery } from './webhooks/verify-delivery.ts';

type Composio = Connector<ComposioSettings, ComposioClient>;

const ofToolkit: Readonly<Record<ToolkitName, Composio>> = {
  salesforce: through(toolkits.salesforce),
  hubspot: through(toolkits.hubspot),
};

/**
 * A CRM through Composio, which holds its credentials and makes its calls. `baseUrl` is https://backend.composio.dev. What
 * a connection has of streams and fields is a matter of its CRM.
 */
export const composio: Composio = ofToolkit.salesforce;

function forSettings({ toolkit }: Readonly<Record<string, unknown>>): Composio {
  return toolkit === 'hubspot' ? ofToolkit.hubspot : ofToolkit.salesforce;
}

function through(toolkit: Toolkit): Composio {
  return defineConnector<ComposioSettings, ComposioClient>({
    id: 'composio',
    title: 'Composio',
    category: 'crm',
    introduction: {
      line: 'Salesforce or HubSpot, through an account that Composio authorises and keeps',
      baseUrl: 'https://backend.composio.dev',
      address: "Composio's API",
    },
    cannot: toolkit.cannot,
    settings: composioSettings,
    forSettings,
    secrets: [
      { name: 'token', title: 'API key of the project at Composio', required: true },
      { name: 'webhookSecret', title: 'Secret of the webhook subscription at Composio', required: false },
    ],
    capabilities: { read: true, write: true, webhooks: true, redelivery: false },
    // What a project may call depends on its plan, and is not documented for the proxy: a pace that the CRM bears as well.
    quota: { capacity: 36_000, windowMs: 3_600_000, liveReserve: 0.2 },
    createClient: createComposioClient,
    interpretAnswer: interpretComposioAnswer,
    check: checkConnection,
    listScopes: listComposioScopes,

    streams: Object.keys(toolkit.streams).map((name) => gatewayStream(toolkit, name)),
    choices: gatewayChoices(toolkit),
    crm: composioCrm,
    webhooks: {
      maxBodyBytes: 2 * 1024 * 1024,
      refuseHeaders: refuseComposioHeaders,
      verify: verifyComposioDelivery,
      decode: decodeComposioDelivery,
      // A project has one webhook for the accounts of all its users.
      covers: (settings, hint) => hint.scope === settings.connectedAccountId,
    },
  });
}
