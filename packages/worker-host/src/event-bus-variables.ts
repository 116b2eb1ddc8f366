import { defaultEngineConfig } from '@syncline/engine';
import { z } from 'zod';

const milliseconds = z.coerce.number().int().positive();
const pem = z.string().includes('-----BEGIN ', { message: 'is not PEM' }).optional();

/** Where events go; without NATS_URL they are on the live stream alone. */
export const eventBusVariables = {
  /** One or more, with commas between; what they say of user and password counts where no variable does. */
  NATS_URL: z
    .string()
    .refine(
      (text) => text.split(',').every((url) => /^(nats|tls):$/.test(URL.parse(url.trim())?.protocol ?? '')),
      'is nats://host:4222 or tls://host:4222, or several with commas between',
    )
    .optional(),
  NATS_USER: z.string().optional(),
  NATS_PASSWORD: z.string().optional(),
  NATS_TOKEN: z.string().optional(),
  /** The text of a credentials file; NATS_CREDS_FILE names one. */
  NATS_CREDS: z.string().optional(),
  NATS_NKEY_SEED: z.string().startsWith('S', 'is the seed of a user key, which begins with SU').optional(),
  NATS_CA: pem,
  NATS_CERT: pem,
  NATS_KEY: pem,
  /** Before each subject; `{workspace}` in it becomes the workspace's id. */
  SYNCLINE_EVENTS_PREFIX: z
    .string()
    .regex(
      /^([\w-]+|\{workspace\})(\.([\w-]+|\{workspace\}))*\.$/,
      'is words with dots, and a dot at its end: syncline.',
    )
    .default('syncline.'),
  SYNCLINE_EVENTS_STREAM: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'is letters, digits, - and _')
    .default('SYNCLINE'),
  /** How long the stream keeps an event. */
  SYNCLINE_EVENTS_MAX_AGE_MS: milliseconds.default(7 * 24 * 3_600_000),
  SYNCLINE_EVENTS_MAX_BYTES: z.coerce.number().int().min(-1).default(-1),
  SYNCLINE_EVENTS_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
  SYNCLINE_EVENTS_DUPLICATE_WINDOW_MS: milliseconds.default(600_000),
  /** Of events that the bus does not have yet. */
  SYNCLINE_UNSENT_EVENT_RETENTION_MS: milliseconds.default(defaultEngineConfig.retention.unsentEventsMs),
};

/** Those whose values are secrets, or may hold one. */
export const eventBusSecrets = ['NATS_URL', 'NATS_PASSWORD', 'NATS_TOKEN', 'NATS_CREDS', 'NATS_NKEY_SEED', 'NATS_KEY'];
