import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive } from './is-process-alive.ts';

/** Sends a process one signal after another, each with its time in ms to take effect, until it is gone. */
export async function stopProcess(
  pid: number,
  signals: readonly (readonly [signal: NodeJS.Signals, waitMs: number])[],
): Promise<void> {
  for (const [signal, waitMs] of signals) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + waitMs;
    while (Date.now() < deadline) {
      if (!isProcessAlive(pid)) return;
      await delay(20);
    }
  }
}
