import { defineConnector } from '@syncline/connector-sdk';
import { interpretSalesforceAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { checkConnection } from './check-connection.ts';
import { salesforceChoices } from './choices.ts';
import { createSalesforceClient } from './client.ts';
import { salesforceCrm } from './crm.ts';
import { definitions } from './definitions.ts';
import { describeFields } from './describe-fields.ts';
import { listSalesforceScopes } from './list-scopes.ts';
import { salesforceOAuth } from './oauth.ts';
import { objectStream } from './object-stream.ts';
import { SessionCache } from './session/session-cache.ts';
import { salesforceSettings } from './settings.ts';
import { decodeSalesforceDelivery } from './webhooks/decode-delivery.ts';
import { ACKNOWLEDGEMENT } from './webhooks/outbound-message.ts';
import { isOutboundMessage, refuseSalesforceHeaders, verifySalesforceDelivery } from './webhooks/verify-delivery.ts';

const sessions = new SessionCache();

/** Salesforce: `baseUrl` is the organisation's My Domain, which also answers for tokens. */
export const salesforce = defineConnector({
  id: 'salesforce',
  title: 'Salesforce',
  category: 'crm',
  introduction: {
    line: 'Accounts, contacts, opportunities, quotes, tasks and custom objects of an organisation',
    baseUrl: null,
    address: "the organisation's My Domain, such as https://acme.my.salesforce.com",
  },
  cannot,
  settings: salesforceSettings,
  secrets: [
    { name: 'clientId', title: 'Consumer key of the connected app', required: false },
    {
      name: 'clientSecret',
      title: 'Consumer secret (client credentials flow, or beside a refresh token)',
      required: false,
    },
    { name: 'refreshToken', title: 'Refresh token (web server flow)', required: false },
    { name: 'token', title: 'Access token, for a trial: it lapses with its session', required: false },
    { name: 'webhookSecret', title: 'Secret of the Apex callouts', required: false },
    { name: 'outboundKey', title: 'Key in the address of outbound messages', required: false },
  ],
  oauth: salesforceOAuth,
  capabilities: { read: true, write: true, webhooks: true, redelivery: false },
  // What an Enterprise organisation has in 24 hours before licences are counted; Sforce-Limit-Info corrects it.
  quota: { capacity: 100_000, windowMs: 86_400_000, liveReserve: 0.2 },
  createClient: (access) => createSalesforceClient(access, sessions),
  interpretAnswer: interpretSalesforceAnswer,
  check: checkConnection,
  listScopes: listSalesforceScopes,
  streams: definitions.map(objectStream),
  choices: salesforceChoices,
  describeFields,
  crm: salesforceCrm,
  webhooks: {
    maxBodyBytes: 1024 * 1024,
    refuseHeaders: refuseSalesforceHeaders,
    verify: verifySalesforceDelivery,
    acknowledgement: (headers) => (isOutboundMessage(headers) ? ACKNOWLEDGEMENT : null),
    decode: decodeSalesforceDelivery,
    // A full copy of the organisation signs with the copied secret: its records are not ours.
    covers: (settings, hint) => hint.scope === settings.organizationId,
  },
});
