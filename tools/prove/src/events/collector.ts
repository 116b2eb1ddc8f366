import { setTimeout as delay } from 'node:timers/promises';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { type EventEnvelope, payloadHash } from '@syncline/event-bus';

export interface Collector {
  /** In the order of their first arrival. */
  readonly events: readonly EventEnvelope[];
  /** Messages that came again. */
  readonly copies: () => number;
  /** What a message said of itself that is not so. */
  readonly broken: readonly string[];
  /** Resolves when `done` says that all is there, or after the time. */
  until(done: () => Promise<boolean>, limitMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

const DURABLE = 'proof';

/** A durable consumer of the stream, as other software would have one; it comes back when the server does. */
export function startCollector(url: string, stream: string): Collector {
  const events: EventEnvelope[] = [];
  const seen = new Set<string>();
  const broken: string[] = [];
  const stopping = new AbortController();
  let copies = 0;

  const take = (event: EventEnvelope): void => {
    if (seen.has(event.id)) {
      copies++;
      return;
    }
    seen.add(event.id);
    events.push(event);
    if (payloadHash(event.payload) !== event.payload_sha256)
      broken.push(`${event.id} has another hash than its payload`);
  };
  const listen = async (): Promise<void> => {
    const connection = await connect({ servers: url, reconnect: false, timeout: 2_000 });
    try {
      const manager = await jetstreamManager(connection);
      await manager.consumers.add(stream, {
        durable_name: DURABLE,
        ack_policy: AckPolicy.Explicit,
        // So that what is sent again never comes behind what is newer.
        max_ack_pending: 1,
        ack_wait: 2_000_000_000,
      });
      const consumer = await jetstream(connection).consumers.get(stream, DURABLE);
      while (!stopping.signal.aborted) {
        for await (const message of await consumer.fetch({ max_messages: 100, expires: 1_000 })) {
          take(message.json<EventEnvelope>());
          await message.ackAck({ timeout: 2_000 });
        }
      }
    } finally {
      await connection.close().catch(() => {});
    }
  };
  const running = (async () => {
    while (!stopping.signal.aborted) await listen().catch(() => delay(200));
  })();

  return {
    events,
    copies: () => copies,
    broken,
    until: async (done, limitMs) => {
      const deadline = performance.now() + limitMs;
      while (performance.now() < deadline) {
        if (await done().catch(() => false)) return true;
        await delay(250);
      }
      return false;
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
