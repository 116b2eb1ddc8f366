import { defineConnector, sourceRevision } from '@syncline/connector-sdk';
import { callers } from './activities/callers.ts';
import { interpretQuoAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { checkConnection } from './check-connection.ts';
import { quoChoices } from './choices.ts';
import { createQuoClient } from './client.ts';
import { describeQuoFields } from './describe-fields.ts';
import { listQuoScopes } from './scopes.ts';
import { quoSettings } from './settings.ts';
import { calls } from './streams/calls.ts';
import { contacts } from './streams/contacts.ts';
import { messages } from './streams/messages.ts';
import { users } from './streams/users.ts';
import { coversHint } from './webhooks/covers-hint.ts';
import { decodeQuoDelivery } from './webhooks/decode-delivery.ts';
import { refuseQuoHeaders, verifyQuoDelivery } from './webhooks/verify-delivery.ts';

/** Quo, formerly OpenPhone: a workspace of phone numbers. `baseUrl` is https://api.quo.com. */
export const quo = defineConnector({
  id: 'quo',
  title: 'Quo',
  category: 'phone',
  introduction: {
    line: "Contacts, calls and texts of a workspace's phone numbers",
    baseUrl: 'https://api.quo.com',
    address: "Quo's API",
  },
  cannot,
  settings: quoSettings,
  secrets: [
    { name: 'token', title: 'API key of the workspace', required: true },
    {
      name: 'webhookSecret',
      title: 'Signing secret of the webhook, as Quo showed it when it was made',
      required: false,
    },
  ],
  capabilities: { read: true, write: true, webhooks: true, redelivery: false },
  // Ten calls a second for a key and no daily quota (https://www.quo.com/docs/mdx/api-reference/rate-limits).
  quota: { capacity: 36_000, windowMs: 3_600_000, liveReserve: 0.2, burst: { capacity: 10, windowMs: 1_000 } },
  createClient: createQuoClient,
  interpretAnswer: interpretQuoAnswer,
  check: checkConnection,
  listScopes: listQuoScopes,
  revision: sourceRevision([new URL('.', import.meta.url).href]),
  // In the order in which records are referred to: who, before what was said.
  streams: [users, contacts, callers, messages, calls],
  choices: quoChoices,
  describeFields: describeQuoFields,
  webhooks: {
    maxBodyBytes: 2 * 1024 * 1024,
    refuseHeaders: refuseQuoHeaders,
    verify: verifyQuoDelivery,
    decode: decodeQuoDelivery,
    covers: coversHint,
  },
});
