import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second, whatever the kernel's own tick is. */
const TICKS_PER_SECOND = 100;

/** CPU seconds that this process has used. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** CPU seconds that a server and its children have used, those that have ended included. */
export function serverCpuSeconds(pid: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(name);
    if (!stat) continue;
    if (Number(name) === pid) ticks += stat.own + stat.ofEndedChildren;
    else if (stat.parent === pid) ticks += stat.own;
  }
  return ticks / TICKS_PER_SECOND;
}

function readStat(
  pid: string,
): { readonly parent: number; readonly own: number; readonly ofEndedChildren: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program may hold spaces and ends with the last bracket.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, ofEndedChildren: fields[13]! + fields[14]! };
  } catch {
    return null;
  }
}

/** CPU seconds of one process; null when it is gone. */
export function cpuSecondsOf(pid: number): number | null {
  const stat = readStat(String(pid));
  return stat ? stat.own / TICKS_PER_SECOND : null;
}

/** The most memory that a process has held at any time, in MB; null when it is gone. */
export function peakRssMb(pid: number): number | null {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match ? Number(match[1]) / 1024 : null;
  } catch {
    return null;
  }
}

/** Throws where there is no /proc to measure by. */
export function requireProc(): void {
  if (process.platform !== 'linux') throw new Error('This bench reads /proc and runs on Linux alone.');
}
