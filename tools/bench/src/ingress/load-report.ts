import { startChild } from '../shared/child-process.ts';

export interface LoadOrder {
  readonly url: string;
  readonly connectionId: number;
  readonly secret: string;
  readonly bytes: number;
  readonly connections: number;
  readonly seconds: number;
  /** Begins the ids of this run's deliveries. */
  readonly prefix: string;
}

export interface LoadReport {
  /** 2xx a second. */
  readonly rate: number;
  readonly accepted: number;
  readonly refused: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs a load from a process of its own, so that sending does not slow the receiver's event loop. */
export async function runLoad(order: LoadOrder): Promise<LoadReport> {
  const child = await startChild({
    name: 'load',
    script: import.meta.resolve('./load.ts'),
    args: [JSON.stringify(order)],
    readyBy: 'Started',
  });
  const output = await child.ended;
  return JSON.parse(output.trim().split('\n').at(-1)!) as LoadReport;
}
