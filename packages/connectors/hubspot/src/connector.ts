import { defineConnector, sourceRevision } from '@syncline/connector-sdk';
import { describeHubspotFields } from './account-properties.ts';
import { interpretHubspotAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { checkConnection } from './check-connection.ts';
import { hubspotChoices } from './choices.ts';
import { createHubspotClient } from './client.ts';
import { hubspotCrm } from './crm.ts';
import { definitions } from './definitions.ts';
import { hubspotJournal } from './journal/journal-feed.ts';
import { listHubspotScopes } from './list-scopes.ts';
import { hubspotOAuth } from './oauth.ts';
import { objectStream } from './object-stream.ts';
import { SearchPace } from './search-pace.ts';
import { hubspotSettings } from './settings.ts';
import { customObjects } from './streams/custom-objects.ts';
import { owners } from './streams/owners.ts';
import { decodeHubspotDelivery } from './webhooks/decode-delivery.ts';
import { registerWebhooks, standingWebhooks, unregisterWebhook } from './webhooks/subscriptions.ts';
import { refuseHubspotHeaders, verifyHubspotDelivery } from './webhooks/verify-delivery.ts';

const pace = new SearchPace();

/** HubSpot, by the CRM API v3 and associations v4. `baseUrl` is https://api.hubapi.com for every account. */
export const hubspot = defineConnector({
  id: 'hubspot',
  title: 'HubSpot',
  category: 'crm',
  introduction: {
    line: 'Companies, contacts, deals, quotes, activities and custom objects of an account',
    baseUrl: 'https://api.hubapi.com',
    address: "HubSpot's API, wherever the account's data is kept",
  },
  cannot,
  settings: hubspotSettings,
  secrets: [
    {
      name: 'token',
      title: 'Access token of a private app (or of an OAuth app, for a trial: it lapses)',
      required: false,
    },
    { name: 'clientId', title: 'Client id of an OAuth app', required: false },
    { name: 'clientSecret', title: 'Client secret of an OAuth app', required: false },
    {
      name: 'webhookSecret',
      title: "The app's client secret, which signs its webhooks and opens its journal",
      required: false,
    },
    { name: 'developerKey', title: 'Developer API key, to set up the webhooks of an app (appId)', required: false },
  ],
  oauth: hubspotOAuth,
  capabilities: { read: true, write: true, webhooks: true, redelivery: false },
  // What the smallest plan has; the answers' own headers correct it: 190 for Professional and Enterprise.
  quota: { capacity: 100, windowMs: 10_000, liveReserve: 0.2 },
  createClient: (access) => createHubspotClient(access, pace),
  interpretAnswer: interpretHubspotAnswer,
  check: checkConnection,
  listScopes: listHubspotScopes,
  // In the order in which records are referred to: a company before its contacts.
  streams: [owners, ...definitions.map(objectStream), customObjects],
  choices: hubspotChoices,
  crm: hubspotCrm,
  describeFields: describeHubspotFields,
  revision: sourceRevision([new URL('.', import.meta.url).href]),
  webhooks: {
    // A hundred events of some hundred characters each; texts that changed stand in them.
    maxBodyBytes: 8 * 1024 * 1024,
    refuseHeaders: refuseHubspotHeaders,
    verify: verifyHubspotDelivery,
    decode: decodeHubspotDelivery,
    // An app's events come from every account that has it.
    covers: ({ portalId, customObjects: types }, { scope }) => {
      const [account, type] = scope.split('/');
      return account === portalId && (type === undefined || types[type] !== undefined);
    },
    register: registerWebhooks,
    unregister: unregisterWebhook,
    standing: standingWebhooks,
  },
  feed: hubspotJournal,
});
