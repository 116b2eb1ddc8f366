import { createVendorFetch, type LimitReport } from '@syncline/connector-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { createGitLabClient } from '../src/client.ts';
import { gitLab } from '../src/connector.ts';
import { gitLabSettings } from '../src/settings.ts';
import { createGitLabSandbox, type GitLabSandbox } from './gitlab-sandbox.ts';
import type { GitLabSandboxOptions } from './options.ts';

const signal = new AbortController().signal;
let sandbox: GitLabSandbox;
afterEach(() => sandbox.close());

async function start(options: GitLabSandboxOptions, timeoutMs = 5_000) {
  sandbox = await createGitLabSandbox({ issues: 3, projects: 1, ...options });
  const reports: LimitReport[] = [];
  const gate = { take: async () => {}, report: async (report: LimitReport) => void reports.push(report) };
  const client = createGitLabClient({
    baseUrl: `${sandbox.url}/api/v4/`,
    settings: gitLabSettings.parse({ group: sandbox.group }),
    secrets: { token: sandbox.token },
    fetch: createVendorFetch({ gate, interpret: gitLab.interpretAnswer, timeoutMs, retries: 0 }),
  });
  return { reports, check: () => gitLab.check(client, signal) };
}

describe('every call of the connector', () => {
  it('reports what is left of the quota, and stops for as long as GitLab says when nothing is', async () => {
    const { reports, check } = await start({ rateLimit: { limit: 3, windowMs: 60_000 } });
    for (let i = 0; i < 3; i += 1) expect(await check()).toEqual({ account: 'sync-bot', detail: 'Syncline' });
    expect(reports.map(({ bucket, limit, remaining }) => [bucket, limit, remaining])).toEqual([
      ['core', 3, 2],
      ['core', 3, 1],
      ['core', 3, 0],
    ]);
    const startedAt = Date.now();
    await expect(check()).rejects.toMatchObject({ class: 'rate_limited', code: 'gitlab_rate_limit' });
    const pauseMs = (reports.at(-1)?.pausedUntil?.getTime() ?? 0) - startedAt;
    expect(pauseMs).toBeGreaterThan(30_000);
    expect(pauseMs).toBeLessThan(90_000);
  });

  it.each([
    ['a cut connection', { kind: 'reset' }, 'transient'],
    ['a lost answer', { kind: 'lost_answer' }, 'transient'],
    ['half an answer', { kind: 'malformed' }, 'transient'],
    ['an answer that does not come', { kind: 'slow', delayMs: 2_000 }, 'transient'],
    ['a throttled call', { kind: 'secondary_limit' }, 'rate_limited'],
    ['a storm', { kind: 'status', status: 503 }, 'transient'],
  ] as const)('takes %s for what it is', async (_, fault, expected) => {
    const { check } = await start({}, 500);
    sandbox.faults.add(fault);
    await expect(check()).rejects.toMatchObject({ class: expected });
    await check();
  });
});
