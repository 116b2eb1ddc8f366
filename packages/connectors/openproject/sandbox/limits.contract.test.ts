import { createVendorFetch, type LimitReport } from '@syncline/connector-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OpenProjectClient } from '../src/client.ts';
import { openProject } from '../src/connector.ts';
import { openProjectSettings } from '../src/settings.ts';
import { createOpenProjectSandbox } from './openproject-sandbox.ts';
import type { OpenProjectSandboxOptions } from './options.ts';

const signal = new AbortController().signal;

async function start(options: OpenProjectSandboxOptions = {}, settings: object = {}, timeoutMs = 5_000) {
  const sandbox = await createOpenProjectSandbox({ workPackages: 3, projects: 1, ...options });
  onTestFinished(() => sandbox.close());
  const reports: LimitReport[] = [];
  const gate = { take: async () => {}, report: async (report: LimitReport) => void reports.push(report) };
  const { url, token, clientId, clientSecret } = sandbox;
  const connect = (secrets: Record<string, string>) =>
    openProject.createClient({
      baseUrl: url,
      settings: openProjectSettings.parse(settings),
      secrets,
      fetch: createVendorFetch({ gate, interpret: openProject.interpretAnswer, timeoutMs, retries: 0 }),
    }) as OpenProjectClient;
  const client = connect({ token, clientId, clientSecret });
  return { sandbox, reports, connect, client, check: () => openProject.check(client, signal) };
}

describe('every call of the connector', () => {
  it('stops for as long as an instance with a limit says', async () => {
    const { reports, check } = await start({ rateLimit: { limit: 2, windowMs: 3_600_000 } });
    for (let i = 0; i < 2; i += 1) await check();
    await expect(check()).rejects.toMatchObject({ class: 'rate_limited', code: 'openproject_limit' });
    const paused = reports.at(-1)?.pausedUntil?.getTime() ?? 0;
    expect(Math.abs(paused - Date.now() - 3_600_000)).toBeLessThan(60_000);
  });

  it.each([
    ['a cut connection', { kind: 'reset' }, 'transient'],
    ['a lost answer', { kind: 'lost_answer' }, 'transient'],
    ['half an answer', { kind: 'malformed' }, 'transient'],
    ['an answer that does not come', { kind: 'slow', delayMs: 2_000 }, 'transient'],
    ['a limit', { kind: 'secondary_limit' }, 'rate_limited'],
    ['a storm', { kind: 'status', status: 503 }, 'transient'],
  ] as const)('takes %s for what it is', async (_, fault, expected) => {
    const { sandbox, check } = await start({}, {}, 500);
    sandbox.faults.add(fault);
    await expect(check()).rejects.toMatchObject({ class: expected });
    await check();
  });
});

describe('a connection of an OAuth application', () => {
  it('gets its token itself, for all its clients, and another one once when it has lapsed', async () => {
    const { sandbox, connect, check } = await start({}, { auth: 'oauth' });
    await check();
    const secrets = { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret };
    await openProject.check(connect(secrets), signal);
    expect(sandbox.requestCount('POST /oauth/token')).toBe(1);
    sandbox.expireTokens();
    await Promise.all([check(), check(), openProject.check(connect(secrets), signal)]);
    expect(sandbox.requestCount('POST /oauth/token')).toBe(2);
    sandbox.faults.add({ kind: 'status', status: 401, path: '/api/', count: 2 });
    const before = sandbox.requestCount('POST /oauth/token');
    await expect(check()).rejects.toMatchObject({ class: 'auth' });
    expect(sandbox.requestCount('POST /oauth/token')).toBe(before + 1);
  });

  it('with wrong credentials, or a token that is refused, needs its people', async () => {
    const { connect } = await start({}, { auth: 'oauth' });
    for (const secrets of [{ clientId: 'x', clientSecret: 'y' }, { token: 'a-token-of-old' }])
      await expect(openProject.check(connect(secrets), signal)).rejects.toMatchObject({ class: 'auth' });
  });
});
