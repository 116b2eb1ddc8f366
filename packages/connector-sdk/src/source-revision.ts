import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A short hash of source files and folders (`file:` URLs), their tests left out. What was derived by code of one
 * revision is not taken for what code of another one would derive.
 */
export function sourceRevision(urls: readonly string[]): string {
  const hash = createHash('sha256');
  for (const url of urls) addSources(hash, fileURLToPath(url));
  return hash.digest('base64url').slice(0, 16);
}

function addSources(hash: ReturnType<typeof createHash>, path: string): void {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) if (name !== 'node_modules') addSources(hash, join(path, name));
  } else if (path.endsWith('.ts') && !path.endsWith('.test.ts')) {
    hash.update(path.slice(path.lastIndexOf('/') + 1)).update(readFileSync(path));
  }
}
