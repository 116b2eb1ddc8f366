import { type JetStreamClient, jetstream, jetstreamManager, type PubAck } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type BusMessage, type BusPublisher, BusUnavailableError, type EventBus } from '../event-bus.ts';
import { ensureStream } from './ensure-stream.ts';
import { connectionOptions, type NatsOptions, subjectOf } from './nats-options.ts';

/** Messages on their way at a time. */
const IN_FLIGHT = 256;
const ACK_TIMEOUT_MS = 5_000;

/**
 * Events in a JetStream stream. Each message says which sequence has to be the stream's last before it (so one that is
 * lost stops all behind it, and of two publishers one is refused) and which event it is (so a second copy is not kept).
 */
export function createNatsEventBus(options: NatsOptions): EventBus {
  let connection: NatsConnection | null = null;

  const open = async (): Promise<NatsConnection> => {
    if (connection && !connection.isClosed()) return connection;
    connection = await connect(connectionOptions(options));
    return connection;
  };
  /** A connection that failed is not trusted with the next try. */
  const drop = async (): Promise<void> => {
    const dropped = connection;
    connection = null;
    await dropped?.close().catch(() => {});
  };
  const asUnavailable = async (error: unknown): Promise<never> => {
    await drop();
    throw new BusUnavailableError(`NATS: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  };

  return {
    kind: 'nats',
    openPublisher: async () => {
      try {
        const opened = await open();
        const lastSequence = await ensureStream(await jetstreamManager(opened), options);
        const publisher = createPublisher(jetstream(opened, { timeout: ACK_TIMEOUT_MS }), options, lastSequence);
        return { publish: (messages) => publisher.publish(messages).catch(asUnavailable) };
      } catch (error) {
        return asUnavailable(error);
      }
    },
    close: drop,
  };
}

function createPublisher(client: JetStreamClient, options: NatsOptions, startsAfter: number): BusPublisher {
  let last = startsAfter;
  /** What a publisher before this one sent may be in the stream already: until nothing is, one goes after the other. */
  let mayBeCopies = true;

  const send = ({ id, workspaceId, type, body }: BusMessage, lastSequence: number): Promise<PubAck> =>
    client.publish(subjectOf(options.prefix, workspaceId, type), body, { msgID: id, expect: { lastSequence } });

  const oneByOne = async (messages: readonly BusMessage[]): Promise<void> => {
    let copies = 0;
    for (const message of messages) {
      const ack = await send(message, last);
      if (ack.duplicate) copies++;
      else last = ack.seq;
    }
    mayBeCopies = copies > 0;
  };
  const together = async (messages: readonly BusMessage[]): Promise<void> => {
    const sent = await Promise.allSettled(messages.map((message, index) => send(message, last + index)));
    const refused = sent.find((result) => result.status === 'rejected');
    if (refused) throw refused.reason;
    last += sent.filter((result) => result.status === 'fulfilled' && !result.value.duplicate).length;
  };
  return {
    publish: async (messages) => {
      for (let at = 0; at < messages.length; at += IN_FLIGHT) {
        const some = messages.slice(at, at + IN_FLIGHT);
        await (mayBeCopies ? oneByOne(some) : together(some));
      }
    },
  };
}
