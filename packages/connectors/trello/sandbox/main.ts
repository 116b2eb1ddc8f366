import { parseArgs } from 'node:util';
import { serveSandbox } from '@syncline/sandbox';
import { createTrelloSandbox } from './trello-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    cards: { type: 'string', default: '200' },
    boards: { type: 'string', default: '2' },
    'no-comments': { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    'api-key': { type: 'string', default: 'sandbox-key' },
    token: { type: 'string', default: 'sandbox-token' },
    secret: { type: 'string', default: 'sandbox-app-secret' },
    'rate-limit': { type: 'string', default: '100' },
    'edits-per-second': { type: 'string', default: '0' },
  },
});

const sandbox = await createTrelloSandbox({
  port: Number(values.port),
  host: values.host,
  cards: Number(values.cards),
  boards: Number(values.boards),
  comments: !values['no-comments'],
  seed: Number(values.seed),
  apiKey: values['api-key'],
  token: values.token,
  secret: values.secret,
  rateLimit: { limit: Number(values['rate-limit']), windowMs: 10_000 },
});
const { url, apiKey, token, secret } = sandbox;
serveSandbox(sandbox, { told: { url, apiKey, token, secret }, editsPerSecond: Number(values['edits-per-second']) });
