import { parseArgs } from 'node:util';
import { serveSandbox } from '@syncline/sandbox';
import { createPipedriveSandbox } from './pipedrive-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    persons: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    token: { type: 'string', default: 'sandbox-token' },
    'daily-tokens': { type: 'string', default: '30000' },
    burst: { type: 'string', default: '20' },
    'no-custom-fields': { type: 'boolean', default: false },
    'edits-per-second': { type: 'string', default: '0' },
  },
});

const sandbox = await createPipedriveSandbox({
  port: Number(values.port),
  host: values.host,
  persons: Number(values.persons),
  seed: Number(values.seed),
  token: values.token,
  customFields: !values['no-custom-fields'],
  rateLimit: { limit: Number(values['daily-tokens']), windowMs: 86_400_000 },
  burst: Number(values.burst),
});
serveSandbox(sandbox, {
  told: { url: sandbox.url, token: sandbox.token },
  editsPerSecond: Number(values['edits-per-second']),
});
