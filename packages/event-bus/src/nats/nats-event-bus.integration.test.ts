import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { hasNats, type RunningNats, startNats } from '@syncline/testing/start-nats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BusMessage, BusUnavailableError, type EventBus } from '../event-bus.ts';
import { createNatsEventBus } from './nats-event-bus.ts';
import type { NatsOptions } from './nats-options.ts';

const message = (n: number, workspaceId = 1): BusMessage => ({
  id: `7-${n}`,
  workspaceId,
  type: 'items.updated',
  body: JSON.stringify({ n }),
});
const messages = (from: number, to: number): BusMessage[] =>
  Array.from({ length: to - from }, (_, index) => message(from + index));

describe.skipIf(!hasNats())('the event bus on NATS', () => {
  let folder: string;
  let nats: RunningNats;
  let bus: EventBus;

  const options = (more: Partial<NatsOptions> = {}): NatsOptions => ({
    url: nats.url,
    prefix: 'syncline.',
    stream: 'SYNCLINE',
    maxAgeMs: 3_600_000,
    maxBytes: -1,
    replicas: 1,
    duplicateWindowMs: 120_000,
    ...more,
  });
  const restartWith = async (args: readonly string[]): Promise<void> => {
    await nats.stop();
    nats = await startNats({ dir: folder, args });
  };
  /** What the stream holds, in its order. */
  const held = async (stream = 'SYNCLINE'): Promise<{ subject: string; n: number; id: string | undefined }[]> => {
    const connection = await connect({ servers: nats.url });
    try {
      const manager = await jetstreamManager(connection);
      const { state } = await manager.streams.info(stream);
      const { name } = await manager.consumers.add(stream, { ack_policy: AckPolicy.None });
      const consumer = await jetstream(connection).consumers.get(stream, name);
      const found = [];
      if (state.messages > 0)
        for await (const each of await consumer.fetch({ max_messages: state.messages, expires: 5_000 }))
          found.push({
            subject: each.subject,
            n: each.json<{ n: number }>().n,
            id: each.headers?.get('Nats-Msg-Id'),
          });
      return found;
    } finally {
      await connection.close();
    }
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'syncline-nats-'));
    nats = await startNats({ dir: folder });
    bus = createNatsEventBus(options());
  });
  afterEach(async () => {
    await bus.close();
    await nats.stop();
    rmSync(folder, { recursive: true });
  });

  it('keeps messages in their order under the prefix, each with its id', async () => {
    const publisher = await bus.openPublisher();
    await publisher.publish(messages(0, 3));
    await publisher.publish(messages(3, 1_000));
    const kept = await held();
    expect(kept.map(({ n }) => n)).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
    expect(kept[7]).toEqual({ subject: 'syncline.items.updated', n: 7, id: '7-7' });
  });

  it('keeps one of two copies, however far the first publisher got', async () => {
    await (await bus.openPublisher()).publish(messages(0, 400));
    await (await bus.openPublisher()).publish(messages(100, 600));
    expect((await held()).map(({ n }) => n)).toEqual(Array.from({ length: 600 }, (_, n) => n));
  });

  it('refuses a publisher whose place another one has taken', async () => {
    const first = await bus.openPublisher();
    await first.publish(messages(0, 10));
    const other = createNatsEventBus(options());
    await (await other.openPublisher()).publish(messages(10, 20));
    await expect(first.publish(messages(90, 95))).rejects.toThrow(BusUnavailableError);
    expect((await held()).map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    await other.close();
  });

  it('leaves no gap behind a message that the server refuses', async () => {
    const publisher = await bus.openPublisher();
    await publisher.publish(messages(0, 1));
    const tooLarge = { ...message(50), body: 'x'.repeat(2 * 1024 * 1024) };
    await expect(publisher.publish([message(1), tooLarge, message(2)])).rejects.toThrow(BusUnavailableError);
    const kept = (await held()).map(({ n }) => n);
    expect([[0], [0, 1]]).toContainEqual(kept);
  });

  it('goes on where it was after the server was killed, with everything that was acknowledged', async () => {
    await (await bus.openPublisher()).publish(messages(0, 300));
    await nats.kill();
    await expect(bus.openPublisher()).rejects.toThrow(BusUnavailableError);
    await nats.restart();
    await (await bus.openPublisher()).publish(messages(200, 500));
    expect((await held()).map(({ n }) => n)).toEqual(Array.from({ length: 500 }, (_, n) => n));
  });

  it('makes the stream anew when it is gone', async () => {
    const publisher = await bus.openPublisher();
    await publisher.publish(messages(0, 5));
    const connection = await connect({ servers: nats.url });
    await (await jetstreamManager(connection)).streams.delete('SYNCLINE');
    await connection.close();
    await expect(publisher.publish(messages(5, 8))).rejects.toThrow(BusUnavailableError);
    await (await bus.openPublisher()).publish(messages(5, 8));
    expect((await held()).map(({ n }) => n)).toEqual([5, 6, 7]);
  });

  it('brings the stream to a changed configuration, and leaves what it does not set', async () => {
    await (await bus.openPublisher()).publish(messages(0, 2));
    const connection = await connect({ servers: nats.url });
    const manager = await jetstreamManager(connection);
    const { config } = await manager.streams.info('SYNCLINE');
    await manager.streams.update('SYNCLINE', { ...config, max_msgs: 77 });
    const changed = createNatsEventBus(options({ prefix: 'acme.events.{workspace}.', maxAgeMs: 60_000 }));
    await (await changed.openPublisher()).publish([message(2, 5)]);
    await changed.close();
    const now = (await manager.streams.info('SYNCLINE')).config;
    await connection.close();
    expect(now).toMatchObject({ subjects: ['acme.events.*.>'], max_age: 60_000_000_000, max_msgs: 77 });
    expect(now.duplicate_window).toBe(60_000_000_000);
    expect((await held()).at(-1)).toMatchObject({ subject: 'acme.events.5.items.updated' });
  });

  it.each([
    ['user and password in the address', ['--user', 'ann', '--pass', 'p@ss'], 'nats://ann:p%40ss@', {}],
    [
      'user and password by variables',
      ['--user', 'ann', '--pass', 'p@ss'],
      'nats://',
      { user: 'ann', password: 'p@ss' },
    ],
    ['a token in the address', ['--auth', 's3cret'], 'nats://s3cret@', {}],
    ['a token by a variable', ['--auth', 's3cret'], 'nats://', { token: 's3cret' }],
  ])('is let in by %s, and not without', async (_, args, address, more) => {
    await restartWith(args);
    const right = createNatsEventBus(options({ url: `${address}127.0.0.1:${nats.port}`, ...more }));
    await (await right.openPublisher()).publish(messages(0, 1));
    await right.close();
    const wrong = createNatsEventBus(options());
    await expect(wrong.openPublisher()).rejects.toThrow(/NATS: .*authori[sz]ation/i);
    await wrong.close();
  });
});
