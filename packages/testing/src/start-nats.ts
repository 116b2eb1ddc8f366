import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { findBinary } from '@syncline/runtime';
import getPort from 'get-port';
import { testingEnv } from './env.ts';

export interface RunningNats {
  readonly url: string;
  readonly port: number;
  /** SIGKILL; what it had acknowledged is in its folder. */
  kill(): Promise<void>;
  /** Starts it again after a kill, in the same place. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface NatsServerOptions {
  /** The folder of its streams. */
  readonly dir: string;
  /** Further arguments: `--user`, `--auth`, `--config` … */
  readonly args?: readonly string[];
}

/** Whether there is a nats-server to test with. Where it was asked for and is missing, that is an error. */
export function hasNats(): boolean {
  if (findBinary('nats-server') !== undefined) return true;
  if (testingEnv().SYNCLINE_REQUIRE_NATS)
    throw new Error('The tests on NATS were asked for, but there is no nats-server on this machine');
  return false;
}

/** A nats-server with JetStream on 127.0.0.1. */
export async function startNats({ dir, args = [] }: NatsServerOptions): Promise<RunningNats> {
  const binary = findBinary('nats-server');
  if (binary === undefined) throw new Error('There is no nats-server on this machine');
  const port = await getPort({ host: '127.0.0.1' });
  const launch = async () => {
    const child = spawn(binary, ['-js', '-sd', dir, '-a', '127.0.0.1', '-p', String(port), ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output = (output + chunk).slice(-5_000)));
    const deadline = Date.now() + 30_000;
    while (!(await answers(port))) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`nats-server did not start: ${output}`);
      await delay(20);
    }
    return child;
  };
  let child = await launch();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    kill: () => end('SIGKILL'),
    restart: async () => {
      child = await launch();
    },
    stop: () => end('SIGTERM'),
  };
}

/** It greets whoever connects. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('data', (chunk) => finish(chunk.toString().startsWith('INFO ')));
    socket.once('error', () => finish(false));
  });
}
