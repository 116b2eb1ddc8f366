import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const SHARED_MEMORY = '/dev/shm';
const LEAST_ROOM = 3 * 1024 ** 3;

/**
 * A folder in memory that stands for `folder`, where the machine has one with room for the data of a test run. Hundreds of
 * databases are made and dropped in a run, of hundreds of files each: on a disk's file system that alone takes a quarter of
 * the server's time.
 */
export function findMemoryFolder(folder: string): string | undefined {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  const place = join(SHARED_MEMORY, `syncline-tests-${process.getuid?.() ?? 0}-${name}`);
  try {
    // One that is in use is used by all, however little room is left.
    if (!existsSync(join(place, 'data')) && (!isInMemory(SHARED_MEMORY) || room() < LEAST_ROOM)) return undefined;
    mkdirSync(place, { mode: 0o711, recursive: true });
    const found = lstatSync(place);
    // The folder is everyone's: what somebody else put there is not ours to use.
    return found.isDirectory() && found.uid === process.getuid?.() ? place : undefined;
  } catch {
    return undefined;
  }
}

function isInMemory(folder: string): boolean {
  return readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .some((line) => {
      const [, place, type] = line.split(' ');
      return place === folder && type === 'tmpfs';
    });
}

function room(): number {
  const { bavail, bsize } = statfsSync(SHARED_MEMORY);
  return Math.min(bavail * bsize, process.availableMemory());
}
