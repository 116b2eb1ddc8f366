import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pipedrive } from '../src/connector.ts';
import { signal, start } from '../src/testing/connect.ts';

describe('the limits', () => {
  it('of a day and of calls at once are told and kept, and who goes on is cut off', async () => {
    let now = new Date('2026-11-21T10:00:00.000Z');
    const { sandbox, client } = await start({
      rateLimit: { limit: 12, windowMs: 86_400_000 },
      burst: 5,
      cutOffAfter: 2,
      clock: { now: () => now },
    });
    await client.send({ path: '/api/v2/deals' }, signal);
    const ask = () => client.send({ path: '/api/v2/deals' }, signal).catch((error: unknown) => error);
    // What is left is less than it costs.
    const spent = (await ask()) as { retryAt: Date };
    expect(spent).toMatchObject({ class: 'rate_limited', status: 429 });
    expect(spent.retryAt.getTime() - Date.now()).toBeGreaterThan(60_000);
    expect(await ask()).toMatchObject({ class: 'rate_limited', status: 429 });
    expect(await ask()).toMatchObject({ class: 'rate_limited', status: 403 });
    sandbox.rateLimit.drainTo(1_000);
    now = new Date(now.getTime() + 3_000);
    for (let calls = 0; calls < 5; calls++) await client.send({ path: '/v1/users/me' }, signal);
    const atOnce = (await ask()) as { retryAt: Date };
    expect(atOnce).toMatchObject({ class: 'rate_limited' });
    expect(atOnce.retryAt.getTime() - Date.now()).toBeLessThan(10_000);
  });
});

describe('a webhook', () => {
  const listen = async (status: () => number) => {
    const seen: { authorization: string | undefined; body: { meta: { id: string; attempt: number } } }[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        seen.push({ authorization: request.headers.authorization, body: JSON.parse(text) });
        response.writeHead(status()).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/1`, seen };
  };
  const { webhooks } = pipedrive;
  const secret = 'a password';

  it('that Syncline has made proves itself, and is told once however often it is sent', async () => {
    const { sandbox, client } = await start({ webhookRetryMs: [1, 1, 1] });
    let isUp = false;
    const { url, seen } = await listen(() => (isUp ? 200 : ((isUp = true), 503)));
    await webhooks?.register?.(client, { url, secret }, signal);
    await webhooks?.register?.(client, { url, secret }, signal);
    expect(sandbox.hooks.list()).toHaveLength(1);
    sandbox.edit('persons', 1, { job_title: 'CTO' });
    await expect.poll(() => seen.length).toBe(2);
    const verdicts = seen.map(({ authorization, body }) =>
      webhooks?.verify(
        { headers: { authorization }, rawBody: Buffer.from(JSON.stringify(body)) },
        { webhookSecret: secret },
      ),
    );
    expect(verdicts[0]).toMatchObject({ outcome: 'verified', event: 'change.person' });
    expect(verdicts[1]).toEqual(verdicts[0]);
    expect(seen.map(({ body }) => body.meta.attempt)).toEqual([1, 2]);
  });

  it('is banned after ten first tries that failed, loses what happens then, and ends after three days; a new one is not', async () => {
    let now = new Date('2026-11-21T10:00:00.000Z');
    const { sandbox, client } = await start({ webhookRetryMs: [], clock: { now: () => now } });
    const { url, seen } = await listen(() => 500);
    const made = (await webhooks?.register?.(client, { url, secret }, signal)) ?? [];
    for (let edits = 1; edits <= 10; edits++) {
      sandbox.edit('persons', 1, { job_title: `Title ${edits}` });
      await expect.poll(() => sandbox.hooks.deliveries.length).toBe(edits);
    }
    sandbox.edit('persons', 1, { job_title: 'Lost' });
    expect(sandbox.hooks.lost()).toBe(1);
    now = new Date(now.getTime() + 31 * 60_000);
    sandbox.edit('persons', 1, { job_title: 'Told' });
    await expect.poll(() => seen.length).toBe(11);
    expect(await webhooks?.standing?.(client, made, signal)).toEqual([]);
    now = new Date(now.getTime() + 3 * 86_400_000);
    sandbox.edit('persons', 1, { job_title: 'Last' });
    await expect.poll(() => sandbox.hooks.list().length).toBe(0);
    expect(await webhooks?.standing?.(client, made, signal)).toEqual([]);
    const again = (await webhooks?.register?.(client, { url, secret }, signal)) ?? [];
    expect(await webhooks?.standing?.(client, [...made, ...again], signal)).toEqual(again);
  });
});
