import { parseArgs } from 'node:util';
import { serveSandbox } from '@syncline/sandbox';
import { createGitHubSandbox } from './github-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    issues: { type: 'string', default: '200' },
    repositories: { type: 'string', default: '3' },
    'pull-requests': { type: 'string', default: '0.1' },
    'project-items': { type: 'string' },
    'no-comments': { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    org: { type: 'string', default: 'acme' },
    token: { type: 'string', default: 'sandbox-token' },
    'rate-limit': { type: 'string', default: '5000' },
    'issue-paging': { type: 'string', default: 'pages' },
    'edits-per-second': { type: 'string', default: '0' },
  },
});

const sandbox = await createGitHubSandbox({
  port: Number(values.port),
  host: values.host,
  issues: Number(values.issues),
  repositories: Number(values.repositories),
  pullRequests: Number(values['pull-requests']),
  ...(values['project-items'] === undefined ? {} : { projectItems: Number(values['project-items']) }),
  comments: !values['no-comments'],
  seed: Number(values.seed),
  org: values.org,
  token: values.token,
  rateLimit: { limit: Number(values['rate-limit']), windowMs: 3_600_000 },
  issuePaging: values['issue-paging'] === 'cursor' ? 'cursor' : 'pages',
});
serveSandbox(sandbox, {
  told: { url: sandbox.url, org: sandbox.org, token: sandbox.token },
  editsPerSecond: Number(values['edits-per-second']),
});
