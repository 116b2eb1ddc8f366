import { defineConnector, sourceRevision } from '@syncline/connector-sdk';
import { interpretTrelloAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { checkConnection } from './check-connection.ts';
import { trelloChoices } from './choices.ts';
import { createTrelloClient } from './client.ts';
import { coversHint } from './covers-hint.ts';
import { describeFields } from './describe-fields.ts';
import { listTrelloScopes } from './list-scopes.ts';
import { trelloSettings } from './settings.ts';
import { attachments } from './streams/attachments.ts';
import { boards } from './streams/boards.ts';
import { cards } from './streams/cards.ts';
import { checklists } from './streams/checklists.ts';
import { comments } from './streams/comments.ts';
import { customFields } from './streams/custom-fields.ts';
import { labels } from './streams/labels.ts';
import { lists } from './streams/lists.ts';
import { members } from './streams/members.ts';
import { decodeTrelloDelivery } from './webhooks/decode-delivery.ts';
import { registerWebhooks, standingWebhooks, unregisterWebhook } from './webhooks/subscriptions.ts';
import { refuseTrelloHeaders, verifyTrelloDelivery } from './webhooks/verify-delivery.ts';

/** Trello. A key names the app, a token the member that it acts for. */
export const trello = defineConnector({
  id: 'trello',
  title: 'Trello',
  category: 'tracker',
  introduction: {
    line: 'Cards, lists, labels, checklists, comments and files of boards',
    baseUrl: 'https://api.trello.com',
    address: "Trello's API",
  },
  cannot,
  settings: trelloSettings,
  secrets: [
    { name: 'apiKey', title: 'API key of the Power-Up', required: true },
    { name: 'token', title: 'Token of the member that Syncline acts for', required: true },
    { name: 'webhookSecret', title: 'Secret of the API key: Trello signs webhooks with it', required: false },
  ],
  capabilities: { read: true, write: true, webhooks: true, redelivery: false },
  // Of a token; the key has three times as much for all of its tokens.
  quota: { capacity: 100, windowMs: 10_000, liveReserve: 0.2 },
  createClient: createTrelloClient,
  interpretAnswer: interpretTrelloAnswer,
  check: checkConnection,
  listScopes: listTrelloScopes,
  choices: trelloChoices,
  describeFields,
  scopeStreams: { board: 'boards' },
  revision: sourceRevision([new URL('.', import.meta.url).href]),
  // In the order in which records are referred to: a board before its cards.
  streams: [boards, members, lists, labels, customFields, cards, checklists, comments, attachments],
  webhooks: {
    maxBodyBytes: 4 * 1024 * 1024,
    refuseHeaders: refuseTrelloHeaders,
    verify: verifyTrelloDelivery,
    decode: decodeTrelloDelivery,
    covers: coversHint,
    register: registerWebhooks,
    unregister: unregisterWebhook,
    standing: standingWebhooks,
  },
});
