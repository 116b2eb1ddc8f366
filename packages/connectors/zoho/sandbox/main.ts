import { parseArgs } from 'node:util';
import { serveSandbox } from '@syncline/sandbox';
import { createZohoSandbox } from './zoho-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    accounts: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    token: { type: 'string', default: 'sandbox-token' },
    credits: { type: 'string', default: '50000' },
    'edits-per-second': { type: 'string', default: '0' },
  },
});

const sandbox = await createZohoSandbox({
  port: Number(values.port),
  host: values.host,
  accounts: Number(values.accounts),
  seed: Number(values.seed),
  token: values.token,
  credits: { limit: Number(values.credits), windowMs: 86_400_000 },
});
const { url, token, clientId, clientSecret, refreshToken, quoteProduct } = sandbox;
serveSandbox(sandbox, {
  told: { url, token, clientId, clientSecret, refreshToken, quoteProduct },
  editsPerSecond: Number(values['edits-per-second']),
});
