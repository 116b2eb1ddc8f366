import { logLevel, workerEnv } from '@syncline/worker-host';
import { z } from 'zod';

/** What the all-in-one is configured by: as the fleet, but everything may be left out. */
export const allInOneEnv = workerEnv.partial({ DATABASE_URL: true }).extend({
  LOG_LEVEL: logLevel.default('warn'),
  GITHUB_TOKEN: z.string().min(1).optional(),
  /** Another GitHub than github.com: `https://HOST/api/v3` of an Enterprise Server. */
  GITHUB_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.github.com'),
  GITHUB_WEBHOOK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  /** How vendors reach the webhook port from outside. */
  SYNCLINE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
});

export type AllInOneEnv = z.infer<typeof allInOneEnv>;
