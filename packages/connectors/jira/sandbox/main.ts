import { parseArgs } from 'node:util';
import { serveSandbox } from '@syncline/sandbox';
import { createJiraSandbox } from './jira-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    issues: { type: 'string', default: '200' },
    projects: { type: 'string', default: '2' },
    'no-comments': { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    email: { type: 'string', default: 'sync@acme.example' },
    token: { type: 'string', default: 'sandbox-token' },
    'rate-limit': { type: 'string', default: '65000' },
    'search-lag-ms': { type: 'string', default: '0' },
    'edits-per-second': { type: 'string', default: '0' },
  },
});

const sandbox = await createJiraSandbox({
  port: Number(values.port),
  host: values.host,
  issues: Number(values.issues),
  projects: Number(values.projects),
  comments: !values['no-comments'],
  seed: Number(values.seed),
  email: values.email,
  token: values.token,
  rateLimit: { limit: Number(values['rate-limit']), windowMs: 3_600_000 },
  searchLagMs: Number(values['search-lag-ms']),
});
serveSandbox(sandbox, {
  told: { url: sandbox.url, email: sandbox.email, token: sandbox.token },
  editsPerSecond: Number(values['edits-per-second']),
});
