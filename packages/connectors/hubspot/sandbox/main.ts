import { parseArgs } from 'node:util';
import { createHubspotSandbox } from './hubspot-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    contacts: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    token: { type: 'string', default: 'sandbox-token' },
    'rate-limit': { type: 'string', default: '100' },
    'searches-per-second': { type: 'string', default: '5' },
    'edits-per-second': { type: 'string', default: '0' },
  },
});

const sandbox = await createHubspotSandbox({
  port: Number(values.port),
  host: values.host,
  contacts: Number(values.contacts),
  seed: Number(values.seed),
  token: values.token,
  rateLimit: { limit: Number(values['rate-limit']), windowMs: 10_000 },
  searchesPerSecond: Number(values['searches-per-second']),
});
const { url, portalId, token, clientId, clientSecret } = sandbox;
process.stdout.write(`${JSON.stringify({ url, portalId, token, clientId, clientSecret })}\n`);

const stop = new AbortController();
const editsPerSecond = Number(values['edits-per-second']);
if (editsPerSecond > 0) void sandbox.runEdits({ ratePerSecond: editsPerSecond, signal: stop.signal });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stop.abort();
    void sandbox.close();
  });
}
