import { exitCode } from '@syncline/runtime';
import { type Command, Option } from 'commander';
import type { z } from 'zod';
import { processPage, processTreeDocument, startedDocument } from '../api/documents.ts';
import { CliError } from '../cli-error.ts';
import { paintWord } from '../output/palette.ts';
import { processTable, showProcessTree, stateColumn } from '../output/process-views.ts';
import { watchProcess } from '../output/watch-process.ts';
import type { Shell } from '../shell.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { confirm } from './confirm.ts';
import { limitOption, numberOf } from './list-options.ts';
import { printPlan } from './process-outcome.ts';

const idHelp = 'id of the process, or "last" for the newest';

export function addProcess(program: Command, kit: CommandKit): void {
  const group = program.command('process').description('runs: backfills, incremental reads and imports');
  withExamples(group, ['syncline process list --open', 'syncline process show last --watch']);
  addList(group, kit);
  addShow(group, kit);
  addControl(group, kit, 'pause', 'stop handing out its work; what is under way ends');
  addControl(group, kit, 'resume', 'go on where it was paused');
  addControl(group, kit, 'cancel', 'end it now; what is merged stays');
  addControl(group, kit, 'retry', 'start the work of one that did not end well once more, as a new process');
}

interface ListOptions {
  readonly open?: boolean;
  readonly state?: string;
  readonly kind?: string;
  readonly limit: string;
  readonly cursor?: string;
}

function addList(group: Command, kit: CommandKit): void {
  const command = group
    .command('list')
    .description('processes, newest first')
    .option('--open', 'only those that are not finished')
    .option('--state <state>', 'only those in this state')
    .addOption(new Option('--kind <kind>', 'only those of this kind').choices(['backfill', 'incremental', 'import']))
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, { open, state, kind, limit, cursor }) => {
        const page = await shell.client.get('/api/v1/processes', processPage, {
          open,
          state,
          kind,
          limit: numberOf(limit),
          cursor,
        });
        shell.print({
          json: page,
          tables: [processTable(page.items)],
          paint: (text, column) => (column === stateColumn ? paintWord(shell.palette, text) : text),
        });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, ['syncline process list', 'syncline process list --state failed --json']);
}

function addShow(group: Command, kit: CommandKit): void {
  const command = group
    .command('show')
    .description('a process with its streams, counters and time left')
    .argument('<id>', idHelp)
    .option('--watch', 'live bars until it has ended; NDJSON with --json')
    .action(
      kit.handler<{ watch?: boolean }>(async (shell, args, { watch }) => {
        const id = await resolveProcess(shell, argument(args, 0));
        if (!watch)
          return shell.print(
            showProcessTree(await shell.client.get(`/api/v1/processes/${id}`, processTreeDocument), shell.palette),
          );
        const isStream = shell.format === 'json';
        const ended = await watchProcess(shell, id, (process) => {
          if (isStream) shell.print(showProcessTree(process, shell.palette));
        });
        if (!isStream) shell.print(showProcessTree(ended, shell.palette));
      }),
    );
  withExamples(command, [
    'syncline process show last',
    'syncline process show last --watch',
    'syncline process show last --output csv',
  ]);
}

function addControl(
  group: Command,
  kit: CommandKit,
  verb: 'pause' | 'resume' | 'cancel' | 'retry',
  description: string,
): void {
  const command = group
    .command(verb)
    .description(description)
    .argument('<id>', idHelp)
    .addOption(new Option('--dry-run', 'say what would be done, and do nothing'));
  if (verb === 'cancel') command.option('--yes', 'do not ask');
  command.action(
    kit.handler<{ dryRun?: boolean; yes?: boolean }>(async (shell, args, { dryRun, yes, input }) => {
      const id = await resolveProcess(shell, argument(args, 0));
      if (dryRun)
        return printPlan(
          shell,
          `${verb} process`,
          (await shell.client.get(`/api/v1/processes/${id}`, processTreeDocument)).id,
        );
      if (verb === 'cancel' && !yes)
        await confirm(shell, `Cancel process ${id}? It can't be resumed. [y/N] `, input !== false);
      const process =
        verb === 'retry'
          ? await retried(shell, id)
          : await shell.client.post(`/api/v1/processes/${id}/${verb}`, processTreeDocument);
      shell.print(showProcessTree(process, shell.palette));
    }),
  );
  withExamples(command, [
    `syncline process ${verb} last`,
    `syncline process ${verb} last ${verb === 'cancel' ? '--yes' : '--dry-run'}`,
  ]);
}

async function retried(shell: Shell, id: string): Promise<z.output<typeof processTreeDocument>> {
  const { processId } = await shell.client.post(`/api/v1/processes/${id}/retry`, startedDocument);
  return shell.client.get(`/api/v1/processes/${processId}`, processTreeDocument);
}

async function resolveProcess(shell: Shell, wanted: string): Promise<string> {
  if (wanted !== 'last') return encodeURIComponent(wanted);
  const { items } = await shell.client.get('/api/v1/processes', processPage, { limit: 1 });
  if (items[0]) return items[0].id;
  throw new CliError({
    code: 'not-found',
    message: 'There was no process yet.',
    hint: 'Start one with "syncline sync --backfill".',
    exit: exitCode.notFound,
  });
}
