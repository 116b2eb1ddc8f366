import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProcessAlive } from './is-process-alive.ts';

/** Who uses what runs in a folder: a file for each user, named `<pid>.<id>`. Synchronous, for exit handlers. */
export function addLease(folder: string, lease: string): void {
  mkdirSync(join(folder, 'leases'), { recursive: true });
  writeFileSync(join(folder, 'leases', lease), '');
}

/** Takes a lease back and says how many other users are alive; those of dead processes are cleared away. */
export function removeLease(folder: string, lease: string): number {
  const leases = join(folder, 'leases');
  rmSync(join(leases, lease), { force: true });
  let living = 0;
  for (const other of readdirSync(leases)) {
    if (isProcessAlive(Number(other.split('.')[0]))) living += 1;
    else rmSync(join(leases, other), { force: true });
  }
  return living;
}
