import { z } from 'zod';

const schema = z.object({
  /** A PostgreSQL to make scratch databases in, instead of the embedded one. */
  DATABASE_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  /** Set by `.ci/run`: a missing Redis is a failure, not a skipped leg. */
  SYNCLINE_REQUIRE_REDIS: z.stringbool().default(false),
  /** Set by `.ci/run`: a missing nats-server is a failure, not a skipped test. */
  SYNCLINE_REQUIRE_NATS: z.stringbool().default(false),
  /** Which of vitest's workers this is, from 1. */
  VITEST_POOL_ID: z.coerce.number().int().positive().default(1),
});

/** The variables that tests look at. */
export function testingEnv(): z.output<typeof schema> {
  return schema.parse(process.env);
}

/** Services that this run was given, as if the variables had been set from outside. */
export function offerServices(urls: Readonly<Record<'DATABASE_URL' | 'REDIS_URL' | 'NATS_URL', string>>): void {
  Object.assign(process.env, urls);
}
