import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { ConfigurationError } from '../configuration-error.ts';

/**
 * The folder of the embedded server called `name`: in the user's cache folder. Root's home may be entered by root
 * alone, and the server runs as somebody else, so that root's servers live in /var/lib (or /var/tmp), in a folder
 * for each cache folder: another HOME is another installation for root too.
 */
export function defaultPostgresFolder(name: string): string {
  const cache = envPaths('syncline', { suffix: '' }).cache;
  if (process.getuid?.() !== 0) return join(cache, name);
  const profile = createHash('sha256').update(cache).digest('hex').slice(0, 8);
  return join(rootFolder(), profile, name);
}

/** Makes the folder if needed, so that the server's account can pass through it but not read it. */
export function ensurePostgresFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    if (process.getuid?.() === lstatSync(folder).uid) chmodSync(folder, 0o711);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ConfigurationError(
      `The folder ${folder} for the embedded PostgreSQL can't be made (${code}): ` +
        'make it writable, point XDG_CACHE_HOME elsewhere, or set DATABASE_URL',
      { cause: error },
    );
  }
}

function rootFolder(): string {
  for (const folder of ['/var/lib/syncline', '/var/tmp/syncline-0']) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o711 });
      const found = lstatSync(folder);
      // /var/tmp is everyone's: a folder that somebody else put there is not ours to use.
      if (found.isDirectory() && found.uid === 0) {
        chmodSync(folder, 0o711);
        return folder;
      }
    } catch {
      // Read-only: the next one.
    }
  }
  throw new ConfigurationError(
    'Neither /var/lib/syncline nor /var/tmp/syncline-0 can be used for the embedded PostgreSQL: set DATABASE_URL',
  );
}
