import { execFileSync } from 'node:child_process';
import { ConfigurationError } from '../configuration-error.ts';

/** The account that the server runs under when we are root; PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const accounts = ['postgres', 'nobody', 'daemon'];

/** `undefined` when we are not root: then the server runs as we do. */
export function findServerUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const account of accounts) {
    try {
      const uid = Number(execFileSync('id', ['-u', account], { encoding: 'utf8', stdio: 'pipe' }));
      const gid = Number(execFileSync('id', ['-g', account], { encoding: 'utf8', stdio: 'pipe' }));
      if (uid > 0 && gid >= 0) return { uid, gid };
    } catch {
      // No such account: the next one.
    }
  }
  throw new ConfigurationError(
    `PostgreSQL can't run as root and there is no account ${accounts.join(', ')} to run it under: ` +
      'start Syncline as another user, or set DATABASE_URL to a PostgreSQL of your own',
  );
}
