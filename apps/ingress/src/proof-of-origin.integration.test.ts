import { createHmac, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { sweep } from '@syncline/engine';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestIngress, type TestIngress } from './testing/start-test-ingress.ts';

const MAX_BODY = 25 * 1024 * 1024;
let engine: TestEngine;
let ingress: TestIngress;

beforeAll(async () => {
  engine = await startTestEngine({ sandbox: { issues: 1, repositories: 1 }, config: { sweepAfterMs: 200 } });
  ingress = await startTestIngress(engine, { slowBodyMs: 5_000 });
});

afterAll(async () => {
  await ingress.close();
  await engine.stop();
});

beforeEach(async () => void (await engine.ctx.store.query('delete from inbox')));

interface Delivery {
  readonly body?: string | Buffer;
  readonly id?: string;
  readonly event?: string;
  readonly signature?: string | null;
  readonly url?: string;
}

function sign(body: string | Buffer, secret = engine.webhookSecret): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

async function deliver({
  body = '{"zen":"Keep it logically awesome."}',
  id = randomUUID(),
  event = 'ping',
  signature = sign(body),
  url = ingress.webhookUrl,
}: Delivery): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': id,
      ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
    },
  });
  await response.arrayBuffer();
  return response.status;
}

async function rows(): Promise<{ delivery_id: string; state: string; reason: string | null }[]> {
  return (
    await engine.ctx.store.query<{ delivery_id: string; state: string; reason: string | null }>(
      'select delivery_id, state, reason from inbox order by id',
    )
  ).rows;
}

describe('what proves that a delivery is the vendor’s', () => {
  it('a good signature is committed before it is answered with 202 (rule 2.1)', async () => {
    expect(await deliver({ id: 'good' })).toBe(202);
    expect((await rows()).map((row) => row.delivery_id)).toEqual(['good']);
  });

  it.each<[string, () => Delivery]>([
    ['a tampered body', () => ({ body: '{"zen":"tampered"}', signature: sign('{"zen":"original"}') })],
    ['another secret', () => ({ body: '{}', signature: sign('{}', 'guessed') })],
    ['no signature', () => ({ signature: null })],
    ['an empty signature', () => ({ signature: '' })],
    ['a signature cut short', () => ({ body: '{}', signature: sign('{}').slice(0, -2) })],
    [
      'a body signed as text in another encoding',
      () => ({ body: Buffer.from('{"a":"é"}', 'latin1'), signature: sign('{"a":"é"}') }),
    ],
  ])('%s is refused with 401 and leaves no row', async (_what, delivery) => {
    expect(await deliver(delivery())).toBe(401);
    expect(await rows()).toEqual([]);
  });

  it.each(['x', '0', '-1', '99999999999', '1%2F2', '4711'])(
    'a path that is no connection (%s) is 404',
    async (path) => {
      expect(await deliver({ url: `${ingress.url}/webhooks/${path}` })).toBe(404);
    },
  );

  it('a repeated delivery id is 202 and adds nothing (rule 2.1)', async () => {
    const statuses = await Promise.all(Array.from({ length: 5 }, () => deliver({ id: 'again' })));
    expect([...statuses, await deliver({ id: 'again' })]).toEqual([202, 202, 202, 202, 202, 202]);
    expect(await rows()).toHaveLength(1);
  });

  it('a delivery that names what no database keeps ends, and does not come back for ever', async () => {
    const repository = { id: 1, full_name: 'acme/api', owner: { login: 'acme' } };
    const body = JSON.stringify({ action: 'edited', label: { id: 7, name: 'nul \u0000' }, repository });
    expect(await deliver({ event: 'label', body })).toBe(202);
    await vi.waitFor(
      async () =>
        expect(await rows()).toMatchObject([
          { state: 'malformed', reason: expect.stringContaining('database refuses') as string },
        ]),
      { timeout: 60_000 },
    );
  });
});

describe('a body', () => {
  it.each([
    [0, 202],
    [1, 413],
    [2 * 1024 * 1024, 413],
  ])('of 25 MB and %i bytes is answered with %i', async (more, status) => {
    const body = Buffer.alloc(MAX_BODY + more, ' ');
    body.write('{"zen":"long"}');
    expect(await deliver({ body })).toBe(status);
    expect(await rows()).toHaveLength(status === 202 ? 1 : 0);
  });

  it.each<[string, string, Record<string, string>, number]>([
    ['no connection has', '/webhooks/4711', { 'x-hub-signature-256': 'sha256=00' }, 404],
    ['no signature stands for', '', {}, 401],
    ['is named by no delivery', '', { 'x-hub-signature-256': 'sha256=00', 'x-github-delivery': '' }, 401],
    [
      'is announced as larger than 25 MB',
      '',
      { 'x-hub-signature-256': 'sha256=00', 'content-length': '26214401' },
      413,
    ],
  ])('that %s is answered without waiting for it', async (_what, path, headers, status) => {
    const sender = startSending(path || `/webhooks/${engine.connectionId}`, headers);
    // One that waits for the body has 408 to say.
    const answer = await sender.answer;
    sender.stop();
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(await rows()).toEqual([]);
  });

  it('that takes too long is cut, and others are not held up', async () => {
    const sender = startSending(`/webhooks/${engine.connectionId}`, { 'x-hub-signature-256': 'sha256=00' });
    expect(await deliver({ id: 'beside' })).toBe(202);
    expect(await sender.answer).toMatch(/^HTTP\/1\.1 408/);
    expect((await rows()).map((row) => row.delivery_id)).toEqual(['beside']);
  });
});

/** A request whose body never comes in full. `answer`: the first that is said. */
function startSending(path: string, headers: Record<string, string>): { answer: Promise<string>; stop(): void } {
  const { hostname, port } = new URL(ingress.url);
  const socket = connect(Number(port), hostname);
  const answer = new Promise<string>((resolve) => {
    socket.setEncoding('utf8').once('data', (chunk: string) => resolve(chunk));
    socket.on('close', () => resolve('nothing'));
    socket.on('error', () => {});
  });
  const lines = Object.entries({
    host: 'x',
    'content-type': 'application/json',
    'content-length': '1000',
    'x-github-event': 'ping',
    'x-github-delivery': 'slow',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n{`);
  return { answer, stop: () => socket.destroy() };
}

describe('a queue that lost its jobs', () => {
  it('costs a stored delivery time alone: the sweeper finds it (rule 2.3)', async () => {
    const { rows: made } = await engine.ctx.store.query<{ id: number }>(
      `insert into inbox (workspace_id, connection_id, delivery_id, event, headers, body, touched_at)
       values (1, $1, 'lost', 'ping', '{}', '{}', now() - interval '1 minute') returning id`,
      [engine.connectionId],
    );
    expect(made).toHaveLength(1);
    await sweep(engine.ctx);
    await vi.waitFor(async () => expect(await rows()).toMatchObject([{ delivery_id: 'lost', state: 'ignored' }]), {
      timeout: 60_000,
    });
  });
});
