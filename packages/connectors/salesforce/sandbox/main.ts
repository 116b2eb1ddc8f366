import { parseArgs } from 'node:util';
import { serveSandbox } from '@syncline/sandbox';
import { createSalesforceSandbox } from './salesforce-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    accounts: { type: 'string', default: '200' },
    tasks: { type: 'string' },
    seed: { type: 'string', default: '1' },
    token: { type: 'string', default: 'sandbox-token' },
    'rate-limit': { type: 'string', default: '100000' },
    'edits-per-second': { type: 'string', default: '0' },
  },
});

const sandbox = await createSalesforceSandbox({
  port: Number(values.port),
  host: values.host,
  accounts: Number(values.accounts),
  ...(values.tasks === undefined ? {} : { tasks: Number(values.tasks) }),
  seed: Number(values.seed),
  token: values.token,
  rateLimit: { limit: Number(values['rate-limit']), windowMs: 86_400_000 },
});
const { url, organizationId, token, clientId, clientSecret } = sandbox;
serveSandbox(sandbox, {
  told: { url, organizationId, token, clientId, clientSecret },
  editsPerSecond: Number(values['edits-per-second']),
});
