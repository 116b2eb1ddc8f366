import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { Fleet, Member } from '../shared/fleet.ts';

/** Watches how much memory the processes of a fleet hold, until it is told to stop; then says the most of each, in MB. */
export function watchMemory(fleet: Fleet): { stop(): ReadonlyMap<Member, number> } {
  const peaks = new Map<Member, number>();
  const look = (): void => {
    for (const [member, pid] of fleet.pids()) peaks.set(member, Math.max(peaks.get(member) ?? 0, peakMbOf(pid)));
  };
  const timer = setInterval(look, 250);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peaks;
    },
  };
}

/** The most memory that a process held, in MB, where Linux knows it; elsewhere what it holds now; 0: nobody can tell. */
export function peakMbOf(pid: number): number {
  return Math.ceil(residentKb(pid) / 1024);
}

function residentKb(pid: number): number {
  const status = `/proc/${pid}/status`;
  try {
    if (existsSync(status)) return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1] ?? 0);
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim());
  } catch {
    return 0;
  }
}
