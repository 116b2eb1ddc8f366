import { z } from 'zod';

/** Settings of a stub. Nothing is called, so `baseUrl` may be anything: https://stub.invalid */
export const stubSettings = z.object({
  world: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens')
    .default('default')
    .describe('Which world: connections that name the same one, and hold its token, see the same records.'),
  records: z
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(20)
    .describe('Records of each kind that a new world begins with.'),
  streams: z.array(z.string()).optional().describe('Streams that take part; absent: all.'),
});

export type StubSettings = z.infer<typeof stubSettings>;
