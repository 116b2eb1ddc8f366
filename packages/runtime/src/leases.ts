import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessAlive } from './is-process-alive.ts';

/** Who uses what runs in a folder: a file for each living user, named `<pid>.<n>`. */
export async function addLease(folder: string, lease: string): Promise<void> {
  await mkdir(join(folder, 'leases'), { recursive: true });
  await writeFile(join(folder, 'leases', lease), '');
}

/** Takes a lease back and says how many other users are alive; those of dead processes are cleared away. */
export async function removeLease(folder: string, lease: string): Promise<number> {
  const leases = join(folder, 'leases');
  await rm(join(leases, lease), { force: true });
  let living = 0;
  for (const other of await readdir(leases)) {
    if (isProcessAlive(Number(other.split('.')[0]))) living += 1;
    else await rm(join(leases, other), { force: true });
  }
  return living;
}
