import { parseArgs } from 'node:util';
import { serveSandbox } from '@syncline/sandbox';
import { createQuoSandbox } from './quo-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    contacts: { type: 'string', default: '50' },
    calls: { type: 'string', default: '60' },
    messages: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    token: { type: 'string', default: 'sandbox-token' },
    'rate-limit': { type: 'string', default: '10' },
    'edits-per-second': { type: 'string', default: '0' },
  },
});

const sandbox = await createQuoSandbox({
  port: Number(values.port),
  host: values.host,
  contacts: Number(values.contacts),
  calls: Number(values.calls),
  messages: Number(values.messages),
  seed: Number(values.seed),
  token: values.token,
  rateLimit: { limit: Number(values['rate-limit']), windowMs: 1_000 },
});
serveSandbox(sandbox, {
  told: { url: sandbox.url, token: sandbox.token },
  editsPerSecond: Number(values['edits-per-second']),
});
