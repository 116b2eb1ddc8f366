import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../env.ts';

export interface RunningChild {
  readonly pid: number;
  readonly name: string;
  /** The line of its output that said it is ready. */
  readonly readyLine: string;
  /** Resolves with the rest of its output when it has ended well. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  /** The address of the script, as `import.meta.resolve` gives it. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Part of the line by which it says that it is ready. */
  readonly readyBy: string;
}

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 15_000;
const KEPT_OUTPUT = 20_000;

/** Starts a Node program in a process of its own and waits until it says that it is ready. */
export async function startChild(options: ChildOptions): Promise<RunningChild> {
  const child = spawn(
    process.execPath,
    [...(options.nodeArgs ?? []), fileURLToPath(options.script), ...(options.args ?? [])],
    {
      env: { ...childEnvironment(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  let errors = '';
  const ready = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<string>();
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output = (output + chunk).slice(-KEPT_OUTPUT);
    const line = output
      .split('\n')
      .find((candidate, index, all) => index < all.length - 1 && candidate.includes(options.readyBy));
    if (line !== undefined) ready.resolve(line);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors = (errors + chunk).slice(-KEPT_OUTPUT);
  });
  child.once('error', ready.reject);
  child.once('close', (code) => {
    const failure = new Error(`${options.name} ended with ${code}: ${errors.slice(-2_000)} ${output.slice(-2_000)}`);
    ready.reject(failure);
    if (code === 0) ended.resolve(output);
    else ended.reject(failure);
  });
  ended.promise.catch(() => {});
  const timer = setTimeout(
    () =>
      ready.reject(
        new Error(
          `${options.name} is not ready after ${START_LIMIT_MS} ms: ${output.slice(-2_000)} ${errors.slice(-2_000)}`,
        ),
      ),
    START_LIMIT_MS,
  );
  try {
    const readyLine = await ready.promise;
    return { pid: child.pid!, name: options.name, readyLine, ended: ended.promise, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }

  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await gone;
    clearTimeout(kill);
  }
}
