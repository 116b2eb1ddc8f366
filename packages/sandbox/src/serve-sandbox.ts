import type { EditRun } from './edit-at-rate.ts';

export interface ServedSandbox {
  runEdits(run: EditRun): Promise<number>;
  close(): Promise<void>;
}

/**
 * A simulated vendor as a process of its own: says on one line of JSON how it is reached, is edited all the time where
 * that is wanted, and ends with SIGTERM or SIGINT.
 */
export function serveSandbox(
  sandbox: ServedSandbox,
  { told, editsPerSecond }: { readonly told: object; readonly editsPerSecond: number },
): void {
  process.stdout.write(`${JSON.stringify(told)}\n`);
  const stop = new AbortController();
  if (editsPerSecond > 0) void sandbox.runEdits({ ratePerSecond: editsPerSecond, signal: stop.signal });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop.abort();
      void sandbox.close();
    });
  }
}
