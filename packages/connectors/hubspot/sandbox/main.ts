import { parseArgs } from 'node:util';
import { serveSandbox } from '@syncline/sandbox';
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
serveSandbox(sandbox, {
  told: { url, portalId, token, clientId, clientSecret },
  editsPerSecond: Number(values['edits-per-second']),
});
