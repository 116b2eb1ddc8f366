import { defineConnector } from '@syncline/connector-sdk';
import { interpretPipedriveAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { ListCache } from './catalogue/list-cache.ts';
import { checkConnection } from './check-connection.ts';
import { pipedriveChoices } from './choices.ts';
import { createPipedriveClient } from './client.ts';
import { pipedriveCrm } from './crm.ts';
import { describePipedriveFields } from './described-fields.ts';
import { listPipedriveScopes } from './list-scopes.ts';
import { pipedriveOAuth } from './oauth.ts';
import { pipedriveSettings } from './settings.ts';
import { streams } from './streams/index.ts';
import { decodePipedriveDelivery } from './webhooks/decode-delivery.ts';
import { registerWebhooks, standingWebhooks, unregisterWebhook } from './webhooks/subscriptions.ts';
import { refusePipedriveHeaders, verifyPipedriveDelivery } from './webhooks/verify-delivery.ts';

const lists = new ListCache();

/** Pipedrive: most of it by version 2 of the API; notes, users and webhooks are there in version 1 alone. */
export const pipedrive = defineConnector({
  id: 'pipedrive',
  title: 'Pipedrive',
  category: 'crm',
  introduction: {
    line: 'Organisations, people, deals and activities of a company; quotes as a type of deal',
    baseUrl: 'https://api.pipedrive.com',
    address: "Pipedrive's API, or the company's own address",
  },
  cannot,
  settings: pipedriveSettings,
  secrets: [
    { name: 'token', title: 'API token of the user that Syncline acts for', required: false },
    { name: 'clientId', title: 'Client ID of the app (OAuth)', required: false },
    { name: 'clientSecret', title: 'Client secret of the app (OAuth)', required: false },
    { name: 'accessToken', title: 'Access token (OAuth), which Syncline renews by itself', required: false },
    { name: 'webhookSecret', title: 'Password that webhooks show', required: false },
  ],
  oauth: pipedriveOAuth,
  capabilities: { read: true, write: true, webhooks: true, redelivery: false },
  // A seat's tokens of a day on the smallest plan, and its calls at once; what the company has, answers tell.
  quota: { capacity: 30_000, windowMs: 86_400_000, liveReserve: 0.2, burst: { capacity: 20, windowMs: 2_000 } },
  createClient: (access) => createPipedriveClient(access, lists),
  interpretAnswer: interpretPipedriveAnswer,
  check: checkConnection,
  listScopes: listPipedriveScopes,
  streams,
  choices: pipedriveChoices,
  crm: pipedriveCrm,
  describeFields: describePipedriveFields,
  webhooks: {
    maxBodyBytes: 1024 * 1024,
    refuseHeaders: refusePipedriveHeaders,
    verify: verifyPipedriveDelivery,
    decode: decodePipedriveDelivery,
    register: registerWebhooks,
    unregister: unregisterWebhook,
    standing: standingWebhooks,
  },
});
