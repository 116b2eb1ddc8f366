import { defineConnector } from '@syncline/connector-sdk';
import { interpretComposioAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { checkConnection } from './check-connection.ts';
import { composioChoices } from './choices.ts';
import { createComposioClient } from './client.ts';
import { composioCrm } from './crm.ts';
import { gatewayStream } from './gateway-stream.ts';
import { listComposioScopes } from './list-scopes.ts';
import { composioSettings } from './settings.ts';
import { toolkits } from './toolkits.ts';
import { decodeComposioDelivery } from './webhooks/decode-delivery.ts';
import { refuseComposioHeaders, verifyComposioDelivery } from './webhooks/verify-delivery.ts';

/** A CRM through Composio, which holds its credentials and makes its calls. `baseUrl` is https://backend.composio.dev. */
export const composio = defineConnector({
  id: 'composio',
  title: 'Composio',
  category: 'crm',
  cannot,
  settings: composioSettings,
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

  streams: Object.keys(toolkits.salesforce.streams).map((name) => gatewayStream(toolkits.salesforce, name)),
  choices: composioChoices,
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
