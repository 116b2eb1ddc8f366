import { z } from 'zod';

/** What the ingress alone is configured by. */
export const ingressEnv = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('0.0.0.0'),
  /** What Cloudflare's notifications carry as `cf-webhook-auth`; without it none is accepted. */
  SYNCLINE_CLOUDFLARE_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  /** In whose audit they are. */
  SYNCLINE_WORKSPACE_ID: z.coerce.number().int().positive().default(1),
});
