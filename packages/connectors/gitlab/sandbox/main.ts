import { parseArgs } from 'node:util';
import { serveSandbox } from '@syncline/sandbox';
import { createGitLabSandbox } from './gitlab-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    issues: { type: 'string', default: '200' },
    projects: { type: 'string', default: '2' },
    'no-comments': { type: 'boolean', default: false },
    'no-licence': { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    token: { type: 'string', default: 'sandbox-token' },
    'rate-limit': { type: 'string', default: '2000' },
    'totals-up-to': { type: 'string', default: '10000' },
    'edits-per-second': { type: 'string', default: '0' },
  },
});

const sandbox = await createGitLabSandbox({
  port: Number(values.port),
  host: values.host,
  issues: Number(values.issues),
  projects: Number(values.projects),
  comments: !values['no-comments'],
  isLicensed: !values['no-licence'],
  seed: Number(values.seed),
  token: values.token,
  totalsUpTo: Number(values['totals-up-to']),
  rateLimit: { limit: Number(values['rate-limit']), windowMs: 60_000 },
});
serveSandbox(sandbox, {
  told: { url: sandbox.url, group: sandbox.group, token: sandbox.token },
  editsPerSecond: Number(values['edits-per-second']),
});
