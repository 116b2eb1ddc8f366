import { ConfigurationError, type Environment, loadEnv } from '@syncline/runtime';
import { z } from 'zod';
import { isLoopbackHost } from './access/loopback.ts';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8090),
  HOST: z.string().default('127.0.0.1'),
  /** Opens everything; needed to listen on anything but loopback while there is no API key of an admin. */
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

/** What the operator alone is configured by. Throws ConfigurationError. */
export function operatorEnv(environment: Environment): OperatorEnv {
  return loadEnv(schema, environment);
}

/**
 * Whether people on this machine need no key: where nobody else can reach the operator. Throws ConfigurationError for an
 * operator that others can reach and nobody could open: without a token, and without a key of an admin in the database.
 */
export async function trustsMachine(env: OperatorEnv, hasAdminKey: () => Promise<boolean>): Promise<boolean> {
  if (env.SYNCLINE_TOKEN !== undefined) return false;
  if (isLoopbackHost(env.HOST)) return true;
  if (await hasAdminKey()) return false;
  throw new ConfigurationError(
    `HOST is ${env.HOST}, which others can reach, and there is neither a token nor an API key of an admin. Set SYNCLINE_TOKEN (or SYNCLINE_TOKEN_FILE), or start with HOST=127.0.0.1 and make a key: syncline keys create NAME --role admin.`,
  );
}
