import { createVendorFetch, type LimitReport } from '@syncline/connector-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { createJiraClient } from '../src/client.ts';
import { jira } from '../src/connector.ts';
import { jiraSettings } from '../src/settings.ts';
import { createJiraSandbox, type JiraSandbox } from './jira-sandbox.ts';
import type { JiraSandboxOptions } from './options.ts';

const signal = new AbortController().signal;
let sandbox: JiraSandbox;
afterEach(() => sandbox.close());

async function start(options: JiraSandboxOptions, timeoutMs = 5_000) {
  sandbox = await createJiraSandbox({ issues: 3, projects: 1, ...options });
  const reports: LimitReport[] = [];
  const gate = { take: async () => {}, report: async (report: LimitReport) => void reports.push(report) };
  const client = createJiraClient({
    baseUrl: sandbox.url,
    settings: jiraSettings.parse({ email: sandbox.email }),
    secrets: { token: sandbox.token },
    fetch: createVendorFetch({ gate, interpret: jira.interpretAnswer, timeoutMs, retries: 0 }),
  });
  return { reports, check: () => jira.check(client, signal) };
}

describe('every call of the connector', () => {
  it('reports what is left of the quota, and stops for as long as Jira says when nothing is', async () => {
    const { reports, check } = await start({ rateLimit: { limit: 3, windowMs: 3_600_000 } });
    for (let i = 0; i < 3; i += 1) await check();
    expect(reports.map(({ bucket, limit, remaining }) => [bucket, limit, remaining])).toEqual([
      ['core', 3, 2],
      ['core', 3, 1],
      ['core', 3, 0],
    ]);
    await expect(check()).rejects.toMatchObject({ class: 'rate_limited', code: 'jira_quota_tenant_based' });
    const paused = reports.at(-1)?.pausedUntil?.getTime() ?? 0;
    expect(Math.abs(paused - Date.now() - 3_600_000)).toBeLessThan(60_000);
  });

  it('waits out a burst', async () => {
    const { check } = await start({ burstLimit: { requestsPerSecond: 2, retryAfterSeconds: 7 } });
    const outcomes = await Promise.allSettled([check(), check(), check(), check()]);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ reason: { class: 'rate_limited', code: 'jira_burst_based' } });
  });

  it.each([
    ['a cut connection', { kind: 'reset' }, 'transient'],
    ['a lost answer', { kind: 'lost_answer' }, 'transient'],
    ['half an answer', { kind: 'malformed' }, 'transient'],
    ['an answer that does not come', { kind: 'slow', delayMs: 2_000 }, 'transient'],
    ['a refused burst', { kind: 'secondary_limit' }, 'rate_limited'],
    ['a storm', { kind: 'status', status: 503 }, 'transient'],
  ] as const)('takes %s for what it is', async (_, fault, expected) => {
    const { check } = await start({}, 500);
    sandbox.faults.add(fault);
    await expect(check()).rejects.toMatchObject({ class: expected });
    await check();
  });
});
