import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

/** The user's home folder, or, for accounts like `nobody` that have none they can write to, one inside the clone. */
export function usableHome() {
  const home = homedir();
  try {
    accessSync(home, constants.W_OK | constants.X_OK);
    return home;
  } catch {
    const substitute = join(root, '.cache', 'home');
    try {
      mkdirSync(substitute, { recursive: true });
      return substitute;
    } catch {
      return home;
    }
  }
}

/** Where Syncline keeps what can be made again. The same folder as packages/runtime uses. */
export function cacheFolder(env) {
  if (process.platform === 'darwin') return join(env.HOME, 'Library', 'Caches', 'syncline');
  return join(env.XDG_CACHE_HOME || join(env.HOME, '.cache'), 'syncline');
}
