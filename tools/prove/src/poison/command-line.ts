import { runCli } from '@syncline/cli';
import { exitCode } from '@syncline/runtime';
import { type RunningChild, startChild } from '../shared/child-process.ts';

/** The operator API in a process of its own, and `syncline` against it. */
export interface CommandLine {
  /** Runs a command with `--json`, and returns what it printed; throws with what it complained of, but not for items that it refused. */
  json<T>(...args: string[]): Promise<T>;
  /** The process of the operator. */
  readonly pid: number;
  close(): Promise<void>;
}

export async function openCommandLine(databaseUrl: string): Promise<CommandLine> {
  const operator: RunningChild = await startChild({
    name: 'operator',
    script: import.meta.resolve('@syncline/operator/main'),
    env: { DATABASE_URL: databaseUrl, PORT: '0' },
    readyBy: '"address"',
  });
  const { address } = JSON.parse(operator.readyLine) as { address: string };
  return {
    async json(...args) {
      let out = '';
      let complaint = '';
      const code = await runCli([...args, '--json'], {
        stdout: { write: (text) => (out += text) },
        stderr: { write: (text) => (complaint += text) },
        environment: { SYNCLINE_URL: address, SYNCLINE_ACTOR: 'proof' },
        signal: new AbortController().signal,
      });
      if (code !== exitCode.ok && code !== exitCode.findings)
        throw new Error(`syncline ${args.join(' ')} ended with ${code}: ${complaint}${out.slice(0, 2_000)}`);
      return JSON.parse(out);
    },
    pid: operator.pid,
    close: () => operator.stop(),
  };
}
