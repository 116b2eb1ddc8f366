import { z } from 'zod';

const task = z.enum(['verify', 'rebuild']);

export const cacheDocument = z.looseObject({
  kind: z.string(),
  state: z.string(),
  keys: z.number(),
  positionAt: z.string().nullable(),
  error: z.string().nullable(),
  failingSince: z.string().nullable(),
  wanted: task.nullable(),
  checkedAt: z.string().nullable(),
  report: z
    .looseObject({
      keys: z.number(),
      missing: z.number(),
      different: z.number(),
      extra: z.number(),
      repaired: z.number(),
      tookMs: z.number(),
      examples: z.array(z.string()),
    })
    .nullable(),
});

export type CacheDocument = z.output<typeof cacheDocument>;

export const cacheTaskDocument = z.looseObject({ task, wantedAt: z.string() });
