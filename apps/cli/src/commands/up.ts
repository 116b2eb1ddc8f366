import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { exitCode, readRunFile } from '@syncline/runtime';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { type CommandKit, withExamples } from './command-kit.ts';

const allInOne = fileURLToPath(new URL('../../../all-in-one/src/main.ts', import.meta.url));

/** Options of ours; everything else goes to the program that is started. */
const own = new Set(['--json', '--no-input']);

export function addUp(program: Command, kit: CommandKit): void {
  const command = program
    .command('up')
    .description('start every role on this machine, with its own Postgres; arguments go to it as they are')
    .argument('[arguments...]', 'such as --github owner/repository, --redis')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(
      kit.handler(async (shell, args) => {
        const isJson = shell.format === 'json';
        const child = spawn(process.execPath, [allInOne, ...args.filter((arg) => !own.has(arg))], {
          // Its messages are no data: in JSON mode stdout holds our document alone.
          stdio: ['inherit', isJson ? 2 : 'inherit', 'inherit'],
          // A group of its own: Ctrl-C reaches it once, by us. A second signal would make it exit without draining.
          detached: true,
        });
        const stop = (): void => void child.kill('SIGTERM');
        shell.io.signal.addEventListener('abort', stop, { once: true });
        if (isJson) void announce(child).then((document) => document && shell.print({ json: document, tables: [] }));
        const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
        shell.io.signal.removeEventListener('abort', stop);
        if (code === exitCode.ok || shell.io.signal.aborted) return exitCode.ok;
        throw new CliError({
          code: 'stopped',
          message: `Syncline ended with ${code === null ? `signal ${signal}` : `code ${code}`}; its messages above say why.`,
          exit: code ?? exitCode.failure,
        });
      }),
    );
  withExamples(command, [
    'syncline up',
    'syncline up --github octocat/hello-world',
    'REDIS_URL=redis://localhost:6379 syncline up',
  ]);
}

/** Waits until the started process has said where it is; null when it ends before. */
async function announce(child: ChildProcess): Promise<{ url: string; pid: number } | null> {
  while (child.exitCode === null && child.signalCode === null) {
    const found = readRunFile();
    if (found !== null && found.pid === child.pid) return { url: found.url, pid: found.pid };
    await sleep(200, undefined, { ref: false });
  }
  return null;
}
