import { z } from 'zod';
import { tracingVariables } from './tracing-variables.ts';

const port = z.coerce.number().int().min(1).max(65_535);

/** Variables that deployments of this kind have beside our own. */
export const fieldVariables = {
  /** For sync configs that do not say it themselves: whether they are polled beside their webhooks. */
  SYNC_BATCH_FALLBACK_ENABLED: z.stringbool().optional(),
  /** For them: seconds between polls. */
  SYNC_BATCH_INTERVAL: z.coerce.number().int().min(10).max(604_800).optional(),
  /** For them: records a page. */
  SYNC_BATCH_FALLBACK_SIZE: z.coerce.number().int().min(1).max(1_000).optional(),
  /** Logs also go to a syslog server (RFC 5424). */
  SYSLOG_ENABLED: z.stringbool().optional(),
  SYSLOG_HOST: z.string().min(1).optional(),
  /** 514 when unset; 6514 over TLS. */
  SYSLOG_PORT: port.optional(),
  SYSLOG_PROTOCOL: z.enum(['udp', 'tcp', 'tls']).default('udp'),
  /** Logs also go to an HTTP collector, in batches. Without a path the URL means /api/v1/logs there. */
  KILLKRILL_ENABLED: z.stringbool().optional(),
  KILLKRILL_URL: z.url({ protocol: /^https?$/ }).optional(),
  KILLKRILL_API_KEY: z.string().min(1).optional(),
  /** Taken, and answered with a warning: Node.js has no HTTP/3. */
  KILLKRILL_USE_HTTP3: z.stringbool().optional(),
  ...tracingVariables,
  /** What may wait in memory for each of them while it is away. */
  SYNCLINE_LOG_BUFFER_BYTES: z.coerce.number().int().min(65_536).max(1_073_741_824).default(8_388_608),
};

type FieldVariables = z.output<z.ZodObject<typeof fieldVariables>>;

/** What these variables ask for and lack. */
export function missingFieldVariables(env: FieldVariables): string[] {
  const missing: string[] = [];
  if (env.SYSLOG_ENABLED && env.SYSLOG_HOST === undefined)
    missing.push('SYSLOG_HOST is not set (SYSLOG_ENABLED asks for it)');
  if (!env.KILLKRILL_ENABLED) return missing;
  if (env.KILLKRILL_URL === undefined) missing.push('KILLKRILL_URL is not set (KILLKRILL_ENABLED asks for it)');
  if (env.KILLKRILL_API_KEY === undefined)
    missing.push('KILLKRILL_API_KEY or KILLKRILL_API_KEY_FILE is not set (KILLKRILL_ENABLED asks for it)');
  return missing;
}
