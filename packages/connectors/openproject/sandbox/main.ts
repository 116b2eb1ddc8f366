import { parseArgs } from 'node:util';
import { serveSandbox } from '@syncline/sandbox';
import { createOpenProjectSandbox } from './openproject-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    'work-packages': { type: 'string', default: '200' },
    projects: { type: 'string', default: '2' },
    'no-comments': { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    token: { type: 'string', default: 'sandbox-token' },
    'webhook-delay-ms': { type: 'string', default: '0' },
    'edits-per-second': { type: 'string', default: '0' },
  },
});

const sandbox = await createOpenProjectSandbox({
  port: Number(values.port),
  host: values.host,
  workPackages: Number(values['work-packages']),
  projects: Number(values.projects),
  comments: !values['no-comments'],
  seed: Number(values.seed),
  token: values.token,
  webhookDelayMs: Number(values['webhook-delay-ms']),
});
serveSandbox(sandbox, {
  told: { url: sandbox.url, token: sandbox.token },
  editsPerSecond: Number(values['edits-per-second']),
});
