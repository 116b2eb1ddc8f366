import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@syncline/observability';
import getPort from 'get-port';
import { ConfigurationError } from '../configuration-error.ts';
import { findBinary } from '../find-binary.ts';
import { isProcessAlive } from '../is-process-alive.ts';
import { stopProcess } from '../stop-process.ts';

export interface RedisOptions {
  /** The folder of its data and log; made if needed. */
  readonly dir: string;
  /** By default redis-server or valkey-server, wherever `findRedisBinary` sees one. */
  readonly binary?: string;
  /** By default a free one. */
  readonly port?: number;
  readonly logger?: Logger;
}

export interface RunningRedis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Writes everything, stops, and waits until it is gone. */
  stop(): Promise<void>;
}

/** A Redis that the machine has, or `undefined`. */
export function findRedisBinary(): string | undefined {
  return findBinary(['redis-server', 'valkey-server']);
}

/**
 * Starts a Redis on 127.0.0.1 as the queue needs it: append-only file, nothing evicted. One that an earlier, killed
 * process left running in the same folder is stopped first; its data are kept.
 */
export async function startRedis({
  dir,
  binary = findRedisBinary(),
  port,
  logger,
}: RedisOptions): Promise<RunningRedis> {
  if (binary === undefined) {
    throw new ConfigurationError(
      'There is no redis-server or valkey-server on this machine: install one, or set REDIS_URL',
    );
  }
  // A folder that stands belongs to somebody, who chose who may enter it.
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const pidFile = join(dir, 'redis.pid');
  await stopLeftover(pidFile);

  const chosenPort = port ?? (await getPort({ host: '127.0.0.1' }));
  const log = join(dir, 'redis.log');
  const output = openSync(log, 'a', 0o600);
  const child = spawn(
    binary,
    [
      ...['--port', String(chosenPort), '--bind', '127.0.0.1', '--dir', dir, '--pidfile', pidFile, '--daemonize', 'no'],
      ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction', '--save', ''],
    ],
    { cwd: dir, stdio: ['ignore', output, output], detached: true },
  );
  closeSync(output);
  child.unref();
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));

  const deadline = Date.now() + 30_000;
  while (!(await answersPing(chosenPort))) {
    if (failure || child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      if (child.pid !== undefined) await stopRedis(child.pid);
      throw failure ?? new Error(`Redis did not start, see ${log}: ${readFileSync(log, 'utf8').slice(-1_000)}`);
    }
    await delay(20);
  }
  const pid = child.pid ?? 0;
  logger?.info({ port: chosenPort, binary }, 'Redis is up');
  return { url: `redis://127.0.0.1:${chosenPort}`, port: chosenPort, pid, stop: () => stopRedis(pid) };
}

async function stopLeftover(pidFile: string): Promise<void> {
  let pid: number;
  try {
    pid = Number(readFileSync(pidFile, 'utf8'));
  } catch {
    return;
  }
  if (pid > 0 && (isProcessAlive(pid, 'redis') || isProcessAlive(pid, 'valkey'))) await stopRedis(pid);
}

function stopRedis(pid: number): Promise<void> {
  return stopProcess(pid, [
    ['SIGTERM', 15_000],
    ['SIGKILL', 5_000],
  ]);
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (chunk) => finish(chunk.toString().startsWith('+PONG')));
    socket.once('error', () => finish(false));
  });
}
