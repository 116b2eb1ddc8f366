import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret in a file that only we may read, made up once if it is not given; returns its reference. */
export function secretFile(folder: string, name: string, value?: string): string {
  const path = join(folder, 'secrets', name);
  mkdirSync(join(folder, 'secrets'), { recursive: true, mode: 0o700 });
  const standing = existsSync(path) ? readFileSync(path, 'utf8') : null;
  const wanted = value ?? standing ?? randomBytes(32).toString('hex');
  if (wanted !== standing) writeFileSync(path, wanted, { mode: 0o600 });
  return `file:${path}`;
}

/** What such a file holds. */
export function readSecret(folder: string, name: string): string {
  return readFileSync(join(folder, 'secrets', name), 'utf8').trim();
}

/** The vault's key of an installation that was given none: made up once. */
export function vaultKeyOf(folder: string): string {
  secretFile(folder, 'vault-key');
  return readSecret(folder, 'vault-key');
}
