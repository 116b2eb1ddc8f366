import { type Environment, loadEnv } from '@syncline/runtime';
import { z } from 'zod';

const schema = z.object({
  /** Address of the operator API. */
  SYNCLINE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The API key that is sent; SYNCLINE_API_KEY_FILE names a file that holds it. */
  SYNCLINE_API_KEY: z.string().optional(),
  /** The workspace that is meant, by its name; that of the key when absent. */
  SYNCLINE_WORKSPACE: z.string().min(1).max(100).optional(),
  /** The token of the instance, sent where there is no key; SYNCLINE_TOKEN_FILE names a file that holds it. */
  SYNCLINE_TOKEN: z.string().optional(),
  /** Who asks, as the audit shall have it; the account on this machine when absent. */
  SYNCLINE_ACTOR: z.string().min(1).max(200).optional(),
  /** The configuration file, where a command is given none. */
  SYNCLINE_CONFIG: z.string().min(1).optional(),
  /** Any value: no colours (https://no-color.org). */
  NO_COLOR: z.string().optional(),
});

export type CliEnv = z.output<typeof schema>;

/** The variables of the command line. Throws ConfigurationError. */
export function cliEnv(environment: Environment): CliEnv {
  return loadEnv(schema, environment);
}

/** The variables of this process. */
export function processEnvironment(): Environment {
  return process.env;
}
