import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { AllInOneEnv } from '../env.ts';
import type { Options } from '../options.ts';

/** The simulated vendors of one hub: they remember from start to start what was written to them, as the hub does. */
export interface World {
  /** The database of the embedded server that belongs to it; null: the server's own. */
  readonly database: string | null;
  /** Where the vendors keep what they remember. */
  readonly folder: string;
  readonly issues: number;
}

/** Another size is another world, with a hub of its own; in a database that is given there can be but one. */
export function worldOf(env: AllInOneEnv, options: Options, folder: string): World {
  const { issues } = options;
  const given = env.DATABASE_URL;
  const database = given === undefined ? `simulated_${issues}` : null;
  return { database, issues, folder: join(folder, 'simulated', database ?? `at-${placeOf(given!)}`) };
}

function placeOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 12);
}
