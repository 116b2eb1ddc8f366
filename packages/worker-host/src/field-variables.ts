import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);

/** Variables that deployments of this kind have beside our own. */
export const fieldVariables = {
  /** For sync configs that do not say it themselves: whether they are polled beside their webhooks. */
  SYNC_BATCH_FALLBACK_ENABLED: z.stringbool().optional(),
  /** For them: seconds between polls. */
  SYNC_BATCH_INTERVAL: z.coerce.number().int().min(10).max(604_800).optional(),
  /** For them: records a page. */
  SYNC_BATCH_FALLBACK_SIZE: z.coerce.number().int().min(1).max(1_000).optional(),
  /** RFC 5424 syslog. Checked here; nothing is sent there yet. */
  SYSLOG_ENABLED: z.stringbool().optional(),
  SYSLOG_HOST: z.string().min(1).optional(),
  SYSLOG_PORT: port.optional(),
  /** Log shipping over HTTP. Checked here; nothing is sent there yet. */
  KILLKRILL_ENABLED: z.stringbool().optional(),
  KILLKRILL_URL: z.url({ protocol: /^https?$/ }).optional(),
  KILLKRILL_API_KEY: z.string().min(1).optional(),
  KILLKRILL_USE_HTTP3: z.stringbool().optional(),
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

/** Log transports that these variables ask for and this version does not have. */
export function transportsToCome(env: FieldVariables): string[] {
  return [...(env.SYSLOG_ENABLED ? ['syslog'] : []), ...(env.KILLKRILL_ENABLED ? ['killkrill'] : [])];
}
