import {
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { type NatsOptions, subjectsUnder } from './nats-options.ts';

const STREAM_NOT_FOUND = 10_059;

/**
 * Makes the stream that events are kept in, or brings it to the configuration; the sequence of its last message. What an
 * operator set beside the configuration (placement, mirrors) stays.
 */
export async function ensureStream(manager: JetStreamManager, options: NatsOptions): Promise<number> {
  const wanted = {
    subjects: [subjectsUnder(options.prefix)],
    max_age: nanos(options.maxAgeMs),
    max_bytes: options.maxBytes,
    num_replicas: options.replicas,
    duplicate_window: nanos(windowWithin(options)),
  };
  try {
    const { config, state } = await manager.streams.info(options.stream);
    const isSame = Object.entries(wanted).every(
      ([name, value]) => JSON.stringify(config[name as keyof typeof wanted]) === JSON.stringify(value),
    );
    if (isSame) return state.last_seq;
    return (await manager.streams.update(options.stream, { ...config, ...wanted })).state.last_seq;
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== STREAM_NOT_FOUND) throw error;
  }
  const made = await manager.streams.add({
    ...wanted,
    name: options.stream,
    description: 'Domain events of Syncline, in order; made and updated by it',
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
  });
  return made.state.last_seq;
}

/** The server takes no window that is longer than messages are kept. */
function windowWithin({ duplicateWindowMs, maxAgeMs }: NatsOptions): number {
  return maxAgeMs > 0 ? Math.min(duplicateWindowMs, maxAgeMs) : duplicateWindowMs;
}
