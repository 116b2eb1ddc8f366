import { parseArgs } from 'node:util';
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
process.stdout.write(`${JSON.stringify({ url, organizationId, token, clientId, clientSecret })}\n`);

const stop = new AbortController();
const editsPerSecond = Number(values['edits-per-second']);
if (editsPerSecond > 0) void sandbox.runEdits({ ratePerSecond: editsPerSecond, signal: stop.signal });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stop.abort();
    void sandbox.close();
  });
}
