import { ConfigurationError, type Environment, loadEnv } from '@syncline/runtime';
import { z } from 'zod';
import { isLoopbackHost } from './access/loopback.ts';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8090),
  HOST: z.string().default('127.0.0.1'),
  /** Needed to listen on anything but loopback. */
  SYNCLINE_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  /** How browsers reach the operator from outside, where vendors send them back to. */
  SYNCLINE_OPERATOR_URL: z.url({ protocol: /^https?$/ }).optional(),
  SYNCLINE_WORKSPACE_ID: z.coerce.number().int().positive().default(1),
  /** Calls that one caller may make a minute. */
  SYNCLINE_API_CALLS_PER_MINUTE: z.coerce.number().int().positive().default(3_000),
  /** Lets Bull Board change queues. */
  SYNCLINE_ALLOW_QUEUE_CHANGES: z.stringbool().default(false),
});

export type OperatorEnv = z.output<typeof schema>;

/** What the operator alone is configured by. Throws ConfigurationError; also for an open door to the network. */
export function operatorEnv(environment: Environment): OperatorEnv {
  const env = loadEnv(schema, environment);
  if (env.SYNCLINE_TOKEN === undefined && !isLoopbackHost(env.HOST)) {
    throw new ConfigurationError(
      `HOST is ${env.HOST}, which others can reach, and no token is set. Set SYNCLINE_TOKEN (or SYNCLINE_TOKEN_FILE), or HOST=127.0.0.1.`,
    );
  }
  return env;
}
