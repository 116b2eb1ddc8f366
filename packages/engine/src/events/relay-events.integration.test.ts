import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { EventEnvelope } from '@syncline/event-bus';
import { createNatsEventBus } from '@syncline/event-bus/nats';
import { readRelayStatus } from '@syncline/store';
import { hasNats, type RunningNats, startNats } from '@syncline/testing/start-nats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineContext } from '../context.ts';
import { type IssuesEngine, REPOSITORY, startIssuesEngine } from '../testing/issues-engine.ts';
import { relayTask } from './relay-events.ts';

const TIMING = { pollMs: 10, leaseMs: 2_000, maxPauseMs: 50 };

describe.skipIf(!hasNats())('the relay of events', () => {
  let folder: string;
  let nats: RunningNats;
  let engine: IssuesEngine;
  let ctx: EngineContext;

  const contextWithBus = (): EngineContext => ({
    ...engine.ctx,
    events: createNatsEventBus({
      url: nats.url,
      prefix: 'syncline.',
      stream: 'SYNCLINE',
      maxAgeMs: 3_600_000,
      maxBytes: -1,
      replicas: 1,
      duplicateWindowMs: 60_000,
    }),
  });
  const received = async (): Promise<EventEnvelope[]> => {
    const connection = await connect({ servers: nats.url });
    try {
      const manager = await jetstreamManager(connection);
      const { state } = await manager.streams.info('SYNCLINE');
      const { name } = await manager.consumers.add('SYNCLINE', { ack_policy: AckPolicy.None });
      const consumer = await jetstream(connection).consumers.get('SYNCLINE', name);
      const found: EventEnvelope[] = [];
      for await (const message of await consumer.fetch({ max_messages: state.messages, expires: 5_000 }))
        found.push(message.json<EventEnvelope>());
      return found;
    } finally {
      await connection.close();
    }
  };
  const editIssue = async (
    number: number,
    change: { readonly title?: string; readonly state?: 'open' | 'closed' },
  ): Promise<void> => {
    engine.sandbox.editIssue(REPOSITORY, number, change);
    await engine.hint(number);
    await engine.steps.settle();
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'syncline-relay-'));
    nats = await startNats({ dir: folder });
    engine = await startIssuesEngine(5);
    ctx = contextWithBus();
  });
  afterEach(async () => {
    await ctx.events.close();
    await engine.stop();
    await nats.stop();
    rmSync(folder, { recursive: true });
  });

  it('says every version of every entity in order, and what an item did beside it', async () => {
    await engine.backfill();
    await editIssue(1, { title: 'Another title' });
    await editIssue(1, { state: 'closed' });
    const task = relayTask(ctx, TIMING);
    await task.run();
    const events = await received();
    const { rows } = await ctx.store.query<{ id: string; version: number }>('select id, version from entities');
    for (const { id, version } of rows) {
      const versions = events
        .filter(
          ({ event_type, payload }) => /\.(created|updated|deleted)$/.test(event_type) && payload['entity_id'] === id,
        )
        .map(({ payload }) => payload['version']);
      expect(versions).toEqual(Array.from({ length: version }, (_, index) => index + 1));
    }
    const ofIssue = events.filter(({ payload }) => payload['version'] === 3);
    expect(ofIssue.map(({ event_type }) => event_type)).toEqual(['items.updated', 'items.moved', 'items.completed']);
    expect(ofIssue[0]).toMatchObject({
      source: 'github',
      payload: { fields: { state: 'closed' }, previous: { state: 'open' } },
    });
    expect(events.map(({ event_type }) => event_type)).toContain('sync.github');
    await task.end?.();
  });

  it('goes on where another one ended, also with the bus away meanwhile', async () => {
    await engine.backfill();
    const first = relayTask(ctx, TIMING);
    await first.run();
    await nats.kill();
    await editIssue(2, { title: 'Changed while nobody listened' });
    await first.run();
    const status = await readRelayStatus(ctx.store);
    expect(status).toMatchObject({ error: expect.stringContaining('NATS') });
    expect(status!.waiting).toBeGreaterThan(0);
    await nats.restart();
    await first.end?.();
    const other = { ...contextWithBus() };
    const second = relayTask(other, TIMING);
    await second.run();
    const events = await received();
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events.at(-1)).toMatchObject({
      event_type: 'items.updated',
      payload: { version: 2, fields: { title: 'Changed while nobody listened' } },
    });
    expect(await readRelayStatus(ctx.store)).toMatchObject({ error: null, waiting: 0, published: events.length });
    await second.end?.();
    await other.events.close();
  });

  it('is one at a time: a second one waits until the first has let go', async () => {
    await engine.backfill();
    const [one, two] = [relayTask(ctx, TIMING), relayTask(contextWithBus(), TIMING)];
    await one.run();
    const published = (await readRelayStatus(ctx.store))!.published;
    await editIssue(3, { title: 'Who says this?' });
    await two.run();
    expect((await readRelayStatus(ctx.store))!.published).toBe(published);
    await one.end?.();
    await expect
      .poll(async () => {
        await two.run();
        return (await readRelayStatus(ctx.store))!.waiting;
      })
      .toBe(0);
    await two.end?.();
  });
});
