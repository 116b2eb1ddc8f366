import { createVendorFetch, type LimitReport } from '@syncline/connector-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TrelloClient } from '../src/client.ts';
import { trello } from '../src/connector.ts';
import { trelloSettings } from '../src/settings.ts';
import type { TrelloSandboxOptions } from './options.ts';
import { createTrelloSandbox } from './trello-sandbox.ts';

const signal = new AbortController().signal;

async function start(options: TrelloSandboxOptions = {}, timeoutMs = 5_000, secrets = {}) {
  const sandbox = await createTrelloSandbox({ cards: 3, boards: 1, ...options });
  onTestFinished(() => sandbox.close());
  const reports: LimitReport[] = [];
  const gate = { take: async () => {}, report: async (report: LimitReport) => void reports.push(report) };
  const client = trello.createClient({
    baseUrl: sandbox.url,
    settings: trelloSettings.parse({}),
    secrets: { apiKey: sandbox.apiKey, token: sandbox.token, ...secrets },
    fetch: createVendorFetch({ gate, interpret: trello.interpretAnswer, timeoutMs, retries: 0 }),
  }) as TrelloClient;
  return { sandbox, reports, client, check: () => trello.check(client, signal) };
}

describe('every call of the connector', () => {
  it('tells how many the token has left, and stops for the length of a window when there are none', async () => {
    const { sandbox, reports, client } = await start({ rateLimit: { limit: 2, windowMs: 10_000 } });
    const read = () => client.send({ path: `/boards/${sandbox.boards()[0]?.id}` }, signal);
    for (let i = 0; i < 2; i += 1) await read();
    expect(reports).toMatchObject([
      { bucket: 'core', limit: 2, remaining: 1 },
      { bucket: 'core', limit: 2, remaining: 0 },
    ]);
    await expect(read()).rejects.toMatchObject({ class: 'rate_limited', code: 'trello_api_token_limit_exceeded' });
    const paused = reports.at(-1)?.pausedUntil?.getTime() ?? 0;
    expect(Math.abs(paused - Date.now() - 10_000)).toBeLessThan(5_000);
  });

  it.each([
    ['a cut connection', { kind: 'reset' }, 'transient'],
    ['a lost answer', { kind: 'lost_answer' }, 'transient'],
    ['half an answer', { kind: 'malformed' }, 'transient'],
    ['an answer that does not come', { kind: 'slow', delayMs: 2_000 }, 'transient'],
    ['a limit', { kind: 'secondary_limit' }, 'rate_limited'],
    ['a storm', { kind: 'status', status: 503 }, 'transient'],
  ] as const)('takes %s for what it is', async (_, fault, expected) => {
    const { sandbox, check } = await start({}, 500);
    sandbox.faults.add(fault);
    await expect(check()).rejects.toMatchObject({ class: expected });
    await check();
  });

  it('with a wrong key or token needs its people', async () => {
    for (const wrong of [{ apiKey: 'another-key' }, { token: 'another-token' }]) {
      const { check } = await start({}, 5_000, wrong);
      await expect(check()).rejects.toMatchObject({ class: 'auth' });
    }
  });
});
