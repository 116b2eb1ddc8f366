import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProcessAlive } from '../is-process-alive.ts';

/** What a running server says about itself in its data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/** The living server of a data folder; a file that a killed server left behind counts for nothing. */
export function findPostmaster(dataFolder: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  // https://www.postgresql.org/docs/current/storage-file-layout.html: pid, folder, start time, port, …, status.
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isProcessAlive(pid, 'postgres')) return undefined;
  return { pid, port: Number(lines[3]) || 0, isReady: lines[7]?.trim() === 'ready' };
}
