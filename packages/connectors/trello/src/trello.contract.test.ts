import { describeConnectorConformance, type Refusal } from '@syncline/connector-sdk/testing';
import { createTrelloSandbox, signature } from '@syncline/connector-trello/sandbox';
import { fileBytes } from '@syncline/sandbox';
import { trello } from './connector.ts';
import { NO_LIMIT } from './testing/start-trello.ts';
import { type RunningTrello, trelloWriteTrials } from './testing/write-trials.ts';

const limited = (code: string) => JSON.stringify({ error: code, message: 'Rate limit exceeded' });

/** As Trello words them; `{credentials}` stands for a token that the answer repeats. */
const refusals: readonly Refusal[] = [
  { name: '401 for a token', status: 401, body: 'invalid token {credentials}', expected: 'auth' },
  { name: '401 for a key', status: 401, body: 'invalid key', expected: 'auth' },
  { name: '401 for a token that lapsed', status: 401, body: 'expired token', expected: 'auth' },
  { name: '401 for a board', status: 401, body: 'unauthorized permission requested', expected: 'permission' },
  { name: '403', status: 403, body: limited('API_TOO_MANY_CARDS_REQUESTED'), expected: 'permission' },
  { name: '404', status: 404, body: 'The requested resource was not found.', expected: 'not_found' },
  { name: '410', status: 410, body: '', expected: 'not_found' },
  { name: '400', status: 400, body: 'invalid value for idList {credentials}', expected: 'invalid' },
  {
    name: '400 as an object',
    status: 400,
    body: JSON.stringify({ message: 'invalid id', error: 'ERROR' }),
    expected: 'invalid',
  },
  { name: '409', status: 409, body: '', expected: 'conflict' },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '502 of a proxy', status: 502, body: '', expected: 'transient' },
  { name: '503', status: 503, body: '', expected: 'transient' },
  { name: 'the limit of a token', status: 429, body: limited('API_TOKEN_LIMIT_EXCEEDED'), expected: 'rate_limited' },
  { name: 'the limit of a key', status: 429, body: limited('API_KEY_LIMIT_EXCEEDED'), expected: 'rate_limited' },
  { name: 'a limit, with a time', status: 429, headers: { 'retry-after': '30' }, body: '', expected: 'rate_limited' },
];

const CALLBACK = 'https://syncline.example/webhooks/1';

describeConnectorConformance<RunningTrello>({
  connector: trello,
  countedStream: 'cards',
  refusals,
  async startSandbox({ records }) {
    const sandbox = await createTrelloSandbox({ cards: records, boards: 1, rateLimit: NO_LIMIT });
    const [card] = sandbox.cards(sandbox.boards()[0]?.id ?? '');
    if (card) sandbox.attachFile(card.id, 'shot.png', fileBytes(1_000), 'image/png');
    const { url, apiKey, token } = sandbox;
    return {
      trello: sandbox,
      baseUrl: url,
      settings: {},
      secrets: { apiKey, token, webhookSecret: 'sandbox-webhook-secret' },
      close: () => sandbox.close(),
    };
  },
  writes: trelloWriteTrials,
  signatureHeaders: ['x-trello-webhook'],
  signDelivery(secret) {
    const body = JSON.stringify({
      model: { id: '5abbe4b7ddc1b351ef961414' },
      action: {
        id: '5abbe4b7ddc1b351ef961417',
        type: 'updateCard',
        data: { card: { id: '5abbe4b7ddc1b351ef961415' }, board: { id: '5abbe4b7ddc1b351ef961414' } },
      },
    });
    return {
      rawBody: new TextEncoder().encode(body),
      url: CALLBACK,
      // An HMAC needs a key; what is signed with none must be refused all the same.
      headers: {
        'x-trello-webhook': signature(secret || 'empty', body, CALLBACK),
        'content-type': 'application/json',
      },
    };
  },
});
