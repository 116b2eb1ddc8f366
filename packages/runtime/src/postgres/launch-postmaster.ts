import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stopProcess } from '../stop-process.ts';
import { findPostmaster, type Postmaster } from './postmaster-pid.ts';
import type { ServerUser } from './server-user.ts';

export interface Launch {
  readonly folder: string;
  readonly dataFolder: string;
  readonly postgres: string;
  readonly user: ServerUser | undefined;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

const startLimitMs = 60_000;
const largestLog = 10_000_000;

/** Settings of every embedded server; `settings` of the caller go before them. */
const defaultSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  jit: 'off',
  autovacuum_naptime: '5s',
  wal_compression: 'on',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Starts the server of a data folder and resolves when it takes connections. */
export async function launchPostmaster(launch: Launch): Promise<Postmaster> {
  const log = join(launch.folder, 'postgres.log');
  if (existsSync(log) && statSync(log).size > largestLog) renameSync(log, `${log}.1`);
  const logStart = existsSync(log) ? statSync(log).size : 0;
  const settings = Object.entries({ ...defaultSettings, ...launch.settings, port: String(launch.port) });
  const args = ['-D', launch.dataFolder, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const output = openSync(log, 'a', 0o600);
  // Detached: Ctrl-C in the terminal is for us, who stop the server when its users are done. Its output goes to a
  // file, which unlike a pipe outlives us.
  const child = spawn(launch.postgres, args, {
    ...launch.user,
    cwd: launch.dataFolder,
    env: { LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  child.unref();
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));

  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline && !failure && child.exitCode === null && child.signalCode === null) {
    const postmaster = findPostmaster(launch.dataFolder);
    if (postmaster?.isReady && postmaster.pid === child.pid && (await acceptsConnections(postmaster.port))) {
      return postmaster;
    }
    await delay(20);
  }
  if (child.pid !== undefined && child.exitCode === null) await stopPostmaster(child.pid);
  const said = readFileSync(log, 'utf8').slice(logStart).trim().slice(-1_500);
  throw failure ?? new Error(`PostgreSQL did not start, see ${log}: ${said}`);
}

/** Stops a server, its clients notwithstanding, and waits until it is gone. */
export function stopPostmaster(pid: number): Promise<void> {
  // SIGINT: "fast", connections are cut, everything is written. SIGQUIT: at once, recovery at the next start.
  return stopProcess(pid, [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]);
}

/** Whether something listens on a local port. */
export function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}
