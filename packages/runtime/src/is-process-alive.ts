import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process with this id runs, and, if `namePart` is given, whether its command line holds that. */
export function isProcessAlive(pid: number, namePart?: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, but belongs to another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (process.platform === 'linux') {
    // A zombie answers to kill(0) until somebody reaps it, which in a container may be never.
    if (/^State:\s+Z/m.test(readProc(pid, 'status'))) return false;
    return namePart === undefined || readProc(pid, 'cmdline').includes(namePart);
  }
  return namePart === undefined || commandOf(pid).includes(namePart);
}

function readProc(pid: number, file: 'status' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function commandOf(pid: number): string {
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
