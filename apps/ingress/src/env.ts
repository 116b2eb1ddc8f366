import { z } from 'zod';

/** What the ingress alone is configured by. */
export const ingressEnv = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('0.0.0.0'),
});
