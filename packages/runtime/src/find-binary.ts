import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { searchPath } from './env.ts';

/** Where package managers put servers that a narrow PATH leaves out. */
const usualFolders = ['/usr/local/bin', '/usr/bin', '/usr/local/sbin', '/usr/sbin', '/opt/homebrew/bin'];

/**
 * The full path of the first of `names` that is an executable file on the PATH or in the usual folders. A test can
 * narrow the search by giving `folders`.
 */
export function findBinary(
  names: string | readonly string[],
  folders: readonly string[] = [...searchPath().split(delimiter).filter(Boolean), ...usualFolders],
): string | undefined {
  for (const name of typeof names === 'string' ? [names] : names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
