import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../env.ts';

export interface RunningChild {
  readonly pid: number;
  /** The line of its output that said it is ready. */
  readonly readyLine: string;
  /** Its output so far, the end of it. */
  output(): string;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  kill(): Promise<void>;
  /** SIGTERM, and SIGKILL when that is not enough within `limitMs`. */
  stop(limitMs?: number): Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  /** The address of the script, as `import.meta.resolve` gives it. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Part of the line by which it says that it is ready. */
  readonly readyBy: string;
}

const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 15_000;
const KEPT_OUTPUT = 20_000;

/** Starts a Node program in a process of its own and waits until it says that it is ready. */
export async function startChild({ name, script, args = [], env = {}, readyBy }: ChildOptions): Promise<RunningChild> {
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    env: { ...childEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<number | NodeJS.Signals>();
  const collect = (chunk: string): void => {
    output = (output + chunk).slice(-KEPT_OUTPUT);
    const line = output
      .split('\n')
      .find((candidate, index, all) => index < all.length - 1 && candidate.includes(readyBy));
    if (line !== undefined) ready.resolve(line);
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  child.once('error', ready.reject);
  child.once('close', (code, signal) => {
    ready.reject(new Error(`${name} ended with ${signal ?? code}: ${output.slice(-3_000)}`));
    ended.resolve(signal ?? code ?? 0);
  });
  const timer = setTimeout(
    () => ready.reject(new Error(`${name} is not ready after ${START_LIMIT_MS} ms: ${output.slice(-3_000)}`)),
    START_LIMIT_MS,
  );
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended.promise;
  };
  const stop = async (limitMs = STOP_LIMIT_MS): Promise<void> => {
    child.kill('SIGTERM');
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    await ended.promise;
    clearTimeout(limit);
  };
  try {
    const readyLine = await ready.promise;
    return { pid: child.pid!, readyLine, output: () => output, ended: ended.promise, kill, stop };
  } catch (error) {
    if (child.pid !== undefined) await kill();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
