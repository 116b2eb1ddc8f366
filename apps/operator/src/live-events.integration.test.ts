import { insertEvent } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';

let engine: TestEngine;
let app: App;
let url: string;

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx, eventPollMs: 20, heartbeatMs: 100 });
  url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/api/v1/events`;
});

afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

interface SeenEvent {
  readonly id: string;
  readonly n: number;
}

interface OpenStream {
  readonly events: SeenEvent[];
  readonly text: () => string;
  readonly ended: Promise<void>;
  until(count: number): Promise<void>;
  stop(): void;
}

async function openStream(address: string, lastEventId?: string): Promise<OpenStream> {
  const stopping = new AbortController();
  const answer = await fetch(address, {
    signal: stopping.signal,
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
  });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const events: SeenEvent[] = [];
  let text = '';
  let rest = '';
  const read = async (): Promise<void> => {
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const id = /^id: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (id !== undefined && data !== undefined) events.push({ id, n: JSON.parse(data).payload.n });
      }
    }
  };
  const ended = read().catch(() => {});
  const until = async (count: number): Promise<void> => {
    for (let waited = 0; events.length < count; waited += 10) {
      if (waited > 10_000) throw new Error(`${events.length} of ${count} events came`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { events, ended, text: () => text, until, stop: () => stopping.abort() };
}

async function happen(from: number, to: number, type = 'test.happened'): Promise<void> {
  for (let n = from; n < to; n++) await insertEvent(engine.ctx.store, { workspaceId: 1, type, payload: { n } });
}

const numbers = (stream: OpenStream): number[] => stream.events.map((event) => event.n);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

it('tells what happens from now on, in order, to all who listen', async () => {
  await happen(-3, 0);
  const streams = await Promise.all([openStream(url), openStream(url)]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await happen(0, 50);
  for (const stream of streams) {
    await stream.until(50);
    // Events of a moment before may come along: "now" is what every running transaction has left behind.
    expect(numbers(stream).filter((n) => n >= 0)).toEqual(range(0, 50));
    stream.stop();
  }
});

it('resumes after the last event that a client saw, without a gap and without repeating one, however much it missed', async () => {
  const before = await openStream(url);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await happen(0, 10);
  await before.until(10);
  before.stop();
  // More than the poller reads at once, and more than it remembers for a reader; some while the client comes back.
  await engine.ctx.store.query(
    `insert into events (workspace_id, type, payload) select 1, 'test.happened', jsonb_build_object('n', n) from generate_series(10, 3009) n`,
  );
  const busy = happen(3010, 3200);
  const after = await openStream(url, before.events.at(-1)!.id);
  await busy;
  await after.until(3190);
  expect(numbers(after)).toEqual(range(10, 3200));
  after.stop();
});

it('does not let an event of a slow transaction go by unseen', async () => {
  const stream = await openStream(url);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await engine.ctx.store.transaction(async (tx) => {
    await insertEvent(tx, { workspaceId: 1, type: 'test.happened', payload: { n: 1 } });
    await insertEvent(engine.ctx.store, { workspaceId: 1, type: 'test.happened', payload: { n: 2 } });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(stream.events).toEqual([]);
  });
  await stream.until(2);
  expect(numbers(stream)).toEqual([1, 2]);
  stream.stop();
});

it('sends only the types that are asked for, and moves the place to resume from past the others', async () => {
  const stream = await openStream(`${url}?types=wanted.*,exact`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await happen(0, 1, 'wanted.one');
  await happen(1, 2, 'exactly');
  await happen(2, 3, 'exact');
  await happen(3, 5, 'other');
  await stream.until(2);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(numbers(stream)).toEqual([0, 2]);
  const lastId = [...stream.text().matchAll(/^id: (.*)$/gm)].at(-1)?.[1];
  expect(lastId).not.toBe(stream.events.at(-1)?.id);
  stream.stop();
});

it('gives a sign of life while nothing happens', async () => {
  const stream = await openStream(url);
  await new Promise((resolve) => setTimeout(resolve, 350));
  expect(stream.text()).toContain(': still here');
  stream.stop();
});

it('refuses an id that is not of this stream', async () => {
  const answer = await fetch(url, { headers: { 'last-event-id': 'nonsense' } });
  expect(answer.status).toBe(400);
  const problem = (await answer.json()) as { errors: { field: string }[] };
  expect(problem.errors[0]?.field).toBe('last-event-id');
});

it('ends the streams when it shuts down', async () => {
  const other = await createOperatorApp({ context: engine.ctx, eventPollMs: 20 });
  const address = await other.listen({ port: 0, host: '127.0.0.1' });
  const stream = await openStream(`${address}/api/v1/events`);
  const started = performance.now();
  await other.close();
  await stream.ended;
  expect(performance.now() - started).toBeLessThan(2_000);
});

it('answers who asks for the head alone', async () => {
  const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(10_000) });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
});
