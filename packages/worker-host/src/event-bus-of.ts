import { type EventBus, noEventBus } from '@syncline/event-bus';
import type { WorkerEnv } from './env.ts';

/** The bus that the variables name; nothing is connected by it. */
export async function eventBusOf(env: WorkerEnv, processName: string): Promise<EventBus> {
  if (env.NATS_URL === undefined) return noEventBus;
  // Loaded by whoever has a bus alone.
  const { createNatsEventBus } = await import('@syncline/event-bus/nats');
  return createNatsEventBus({
    url: env.NATS_URL,
    user: env.NATS_USER,
    password: env.NATS_PASSWORD,
    token: env.NATS_TOKEN,
    credentials: env.NATS_CREDS,
    nkeySeed: env.NATS_NKEY_SEED,
    ca: env.NATS_CA,
    certificate: env.NATS_CERT,
    key: env.NATS_KEY,
    prefix: env.SYNCLINE_EVENTS_PREFIX,
    stream: env.SYNCLINE_EVENTS_STREAM,
    maxAgeMs: env.SYNCLINE_EVENTS_MAX_AGE_MS,
    maxBytes: env.SYNCLINE_EVENTS_MAX_BYTES,
    replicas: env.SYNCLINE_EVENTS_REPLICAS,
    duplicateWindowMs: env.SYNCLINE_EVENTS_DUPLICATE_WINDOW_MS,
    name: `syncline-${processName}`,
  });
}
