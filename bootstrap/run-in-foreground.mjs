import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './root.mjs';

/** Ctrl-C reaches us from the terminal and again from npm, which passes signals on: within this time they are one. */
const sameSignalMs = 300;

/** npm that is killed outright passes nothing on; we are then somebody else's child. */
const parent = process.ppid;

/**
 * Runs the program and waits for it, passing signals on. It gets a process group of its own, so that it hears each
 * signal once, from us, and so that nothing of it is left when it has ended. With `hasChannel` it also gets a channel
 * whose end tells it that we are gone. Resolves to its exit code.
 */
export function runInForeground(command, args, env, { hasChannel, cwd = root }) {
  return new Promise((resolve, reject) => {
    const stdio = ['inherit', 'inherit', 'inherit', ...(hasChannel ? ['ipc'] : [])];
    const child = spawn(command, args, { cwd, env, stdio, detached: true });
    let lastSignalAt = 0;
    const forward = (signal) => {
      const now = Date.now();
      if (now - lastSignalAt < sameSignalMs) return;
      lastSignalAt = now;
      child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      forward('SIGTERM');
    }, 500);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Nothing of it is left, as it should be.
      }
      if (child.connected) child.disconnect();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
