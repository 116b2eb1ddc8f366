import type { Command } from 'commander';
import { startedDocument } from '../api/documents.ts';
import { showProcessTree } from '../output/process-views.ts';
import { watchProcess } from '../output/watch-process.ts';
import { type CommandKit, withExamples } from './command-kit.ts';
import { findConnection } from './find-connection.ts';
import { exitOfProcess, printPlan } from './process-outcome.ts';

interface SyncOptions {
  readonly backfill?: boolean;
  readonly streams?: string;
  readonly wait?: boolean;
  readonly dryRun?: boolean;
}

export function addSync(program: Command, kit: CommandKit): void {
  const command = program
    .command('sync')
    .description('read what changed at a connection, or everything')
    .argument('[connection]', 'name or id; may be left out when there is only one')
    .option('--backfill', 'read everything, not only what changed since the last time')
    .option('--streams <names>', 'only these streams, separated by commas')
    .option('--wait', 'stay until it has ended, with live progress')
    .option('--dry-run', 'say what would be started, and start nothing')
    .action(
      kit.handler<SyncOptions>(async (shell, args, options) => {
        const connection = await findConnection(shell, args[0]);
        const mode = options.backfill ? 'backfill' : 'incremental';
        const streams = options.streams
          ?.split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '');
        if (options.dryRun) return printPlan(shell, `start ${mode}`, connection.name, streams ?? null);
        const body = { connectionId: connection.id, mode, ...(streams === undefined ? {} : { streams }) };
        const started = await shell.client.post('/api/v1/sync', startedDocument, body);
        if (!options.wait) {
          shell.print({ json: started, tables: [{ columns: ['process'], rows: [[started.processId]] }] });
          shell.say(`Started. Watch it with: syncline process show ${started.processId} --watch`);
          return;
        }
        const ended = await watchProcess(shell, started.processId);
        shell.print(showProcessTree(ended, shell.palette));
        return exitOfProcess(ended);
      }),
    );
  withExamples(command, [
    'syncline sync',
    'syncline sync github --backfill --wait',
    'syncline sync github --streams issues,labels --dry-run',
  ]);
}
