import { defaultEngineConfig } from '@syncline/engine';
import { z } from 'zod';
import { eventBusVariables } from './event-bus-variables.ts';
import { fieldVariables } from './field-variables.ts';
import { languageModelVariables } from './language-model-variables.ts';
import { logLevel } from './log-level.ts';
import { stateCacheVariables } from './state-cache-variables.ts';

const milliseconds = z.coerce.number().int().positive();

/** What every process of the fleet is configured by. */
export const workerEnv = z.object({
  /** The Postgres that is the truth. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** BullMQ on Redis when given, else on its PostgreSQL backend in the same database. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  LOG_LEVEL: logLevel.default('info'),
  /** Where /livez, /readyz and /metrics of a worker are served; unset: nowhere. */
  SYNCLINE_HEALTH_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  /** Jobs at a time, of the live and of the bulk lane. */
  SYNCLINE_LIVE_CONCURRENCY: z.coerce.number().int().min(1).max(100).optional(),
  SYNCLINE_BULK_CONCURRENCY: z.coerce.number().int().min(1).max(100).optional(),
  /** What connections may lead to beside public addresses: `10.0.0.0/8, gitlab.internal, loopback`. */
  SYNCLINE_ALLOWED_ADDRESSES: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((entry) => entry.trim() || [])),
  SYNCLINE_SWEEP_AFTER_MS: milliseconds.default(30_000),
  /** How often connections are polled that no sync config names; SYNC_BATCH_INTERVAL when unset, else 5 minutes. */
  SYNCLINE_POLL_INTERVAL_MS: milliseconds.optional(),
  /** Where the documentation is served: what alerts link their runbooks under. */
  SYNCLINE_DOCS_URL: z.string().min(1).default(defaultEngineConfig.docsUrl),
  /** Folders with rules of insights, beside those that come with Syncline: `/etc/syncline/rules, /srv/rules`. */
  SYNCLINE_INSIGHT_PACKS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((entry) => entry.trim() || [])),
  SYNCLINE_RAW_RETENTION_MS: milliseconds.default(defaultEngineConfig.retention.rawMs),
  ...eventBusVariables,
  SYNCLINE_EVENT_RETENTION_MS: milliseconds.default(defaultEngineConfig.retention.eventsMs),
  SYNCLINE_INBOX_RETENTION_MS: milliseconds.default(defaultEngineConfig.retention.inboxMs),
  SYNCLINE_PROCESS_RETENTION_MS: milliseconds.default(defaultEngineConfig.retention.processesMs),
  SYNCLINE_ITEM_RETENTION_MS: milliseconds.default(defaultEngineConfig.retention.itemsMs),
  /** The audit is kept for ever when unset. */
  SYNCLINE_AUDIT_RETENTION_MS: milliseconds.optional(),
  /** How long a job of a killed worker stays locked. */
  SYNCLINE_JOB_LOCK_MS: milliseconds.default(30_000),
  /** 32 bytes in hex or base64: wraps the keys of the secrets that are entered. The same in every process. */
  SYNCLINE_VAULT_KEY: z.string().optional(),
  /** Keys that secrets are wrapped with still, or already: while one takes the place of another. */
  SYNCLINE_VAULT_OTHER_KEYS: z.string().optional(),
  /** In place of the connectors' own statement of quota, and the most that vendors' headers may make of it, in calls an hour. */
  SYNCLINE_QUOTA_PER_HOUR: z.coerce.number().int().positive().optional(),
  ...fieldVariables,
  ...stateCacheVariables,
  ...languageModelVariables,
});

export type WorkerEnv = z.infer<typeof workerEnv>;

/** The variables of this process. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
