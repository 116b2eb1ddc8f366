import { defineConnector, sourceRevision } from '@syncline/connector-sdk';
import { interpretZohoAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { checkConnection } from './check-connection.ts';
import { zohoChoices } from './choices.ts';
import { createZohoClient } from './client.ts';
import { zohoCrm } from './crm.ts';
import { definitions } from './definitions.ts';
import { describeZohoFields } from './describe-fields.ts';
import { listZohoScopes } from './list-scopes.ts';
import { moduleStream } from './module-stream.ts';
import { zohoOAuth } from './oauth.ts';
import { SessionCache } from './session/session-cache.ts';
import { zohoSettings } from './settings.ts';
import { users } from './streams/users.ts';
import { decodeZohoDelivery } from './webhooks/decode-delivery.ts';
import { registerWebhooks, renewWebhooks, standingWebhooks, unregisterWebhook } from './webhooks/subscriptions.ts';
import { verifyZohoDelivery } from './webhooks/verify-delivery.ts';

const sessions = new SessionCache();

/** Zoho CRM: `baseUrl` is the API domain of the account's data centre. */
export const zoho = defineConnector({
  id: 'zoho',
  title: 'Zoho CRM',
  category: 'crm',
  introduction: {
    line: 'Accounts, contacts, deals, quotes and activities of a Zoho CRM',
    baseUrl: null,
    address: 'the API domain of the data centre, such as https://www.zohoapis.eu',
  },
  cannot,
  settings: zohoSettings,
  secrets: [
    { name: 'clientId', title: 'Client id of the API console', required: false },
    { name: 'clientSecret', title: 'Client secret', required: false },
    {
      name: 'refreshToken',
      title: 'Refresh token, where the connection is not authorised in a browser',
      required: false,
    },
    { name: 'token', title: 'Access token, for a trial: it lapses after an hour', required: false },
    { name: 'webhookSecret', title: 'Secret that the tokens of notification channels are made from', required: false },
  ],
  oauth: zohoOAuth,
  capabilities: { read: true, write: true, webhooks: true, redelivery: false },
  // Credits that every paid edition has in 24 hours before users are counted. Calls at once are few as well: 10 to 25.
  quota: { capacity: 50_000, windowMs: 86_400_000, liveReserve: 0.2 },
  createClient: (access) => createZohoClient(access, sessions),
  interpretAnswer: interpretZohoAnswer,
  check: checkConnection,
  listScopes: listZohoScopes,
  // In the order in which records are referred to: an account before its contacts.
  streams: [users, ...definitions.map(moduleStream)],
  choices: zohoChoices,
  describeFields: describeZohoFields,
  crm: zohoCrm,
  revision: sourceRevision([new URL('.', import.meta.url).href]),
  webhooks: {
    maxBodyBytes: 1024 * 1024,
    verify: verifyZohoDelivery,
    decode: decodeZohoDelivery,
    register: registerWebhooks,
    unregister: unregisterWebhook,
    standing: standingWebhooks,
    renew: renewWebhooks,
  },
});
