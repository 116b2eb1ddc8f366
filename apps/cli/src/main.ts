#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { exitCode } from '@syncline/runtime';
import { processEnvironment } from './env.ts';
import { runCli } from './run-cli.ts';

const stopping = new AbortController();
process.on('SIGINT', () => {
  // The second one does not wait for anybody.
  if (stopping.signal.aborted) process.exit(exitCode.interrupted);
  stopping.abort();
});
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
// The reader of a pipe may leave early (`| head`): that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exitCode.ok : exitCode.failure),
);

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question, { signal: stopping.signal });
  } finally {
    terminal.close();
  }
}

/** What is typed is echoed nowhere. */
async function askSecret(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(question);
  try {
    return await terminal.question('', { signal: stopping.signal });
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: processEnvironment(),
  signal: stopping.signal,
  ...(process.stdin.isTTY ? { ask, askSecret } : { readInput: () => text(process.stdin) }),
});
