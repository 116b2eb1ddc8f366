import { z } from 'zod';

/** Settings of a stub. Nothing is called, so `baseUrl` may be anything: https://stub.invalid */
export const stubSettings = z.object({
  /** Which world: connections that name the same one, and hold its token, see the same records. */
  world: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens')
    .default('default'),
  /** Records of each kind that a new world begins with. */
  records: z.number().int().min(0).max(100_000).default(20),
  /** Streams that take part; absent: all. */
  streams: z.array(z.string()).optional(),
});

export type StubSettings = z.infer<typeof stubSettings>;
