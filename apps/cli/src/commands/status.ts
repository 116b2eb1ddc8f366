import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { type StatusDocument, statusDocument } from '../api/documents.ts';
import { formatDuration } from '../output/duration.ts';
import { type Palette, paintWord } from '../output/palette.ts';
import { processTable } from '../output/process-views.ts';
import { printable, type Rendering } from '../output/render.ts';
import { type CommandKit, withExamples } from './command-kit.ts';

const WATCH_MS = 2_000;
const CLEAR = '\u001b[H\u001b[2J';

export function addStatus(program: Command, kit: CommandKit): void {
  const command = program
    .command('status')
    .description('how things stand: health, connections, what runs')
    .option('--watch', 'again every two seconds, until Ctrl-C; NDJSON with --json')
    .action(
      kit.handler<{ watch?: boolean }>(async (shell, _args, { watch }) => {
        for (;;) {
          const status = await shell.client.get('/api/v1/status', statusDocument);
          if (watch && shell.format === 'table' && shell.io.stdout.isTTY) shell.io.stdout.write(CLEAR);
          shell.print(showStatus(status, shell.palette));
          if (!watch) return;
          await sleep(WATCH_MS, undefined, { signal: shell.io.signal });
        }
      }),
    );
  withExamples(command, ['syncline status', 'syncline status --json | jq .counts', 'syncline status --watch']);
}

function showStatus(status: StatusDocument, palette: Palette): Rendering {
  const kinds = Object.entries(status.counts.entitiesByKind).map(
    ([kind, count]) => `${count} ${kind.replaceAll('_', ' ')}`,
  );
  return {
    json: status,
    lines: [
      status.health === 'attention' ? palette.wait(printable(status.sentence)) : printable(status.sentence),
      `${status.counts.entities} entities${kinds.length > 0 ? ` (${printable(kinds.join(', '))})` : ''}, ${status.counts.itemsOpen} open items, ` +
        `${status.counts.deliveriesLastHour} deliveries in the last hour, lag ${formatDuration(status.lagMs)}`,
    ],
    paint: (text, column) => (column === 'health' || column === 'state' ? paintWord(palette, text) : text),
    tables: [
      {
        title: 'Connections',
        columns: ['id', 'name', 'connector', 'health'],
        rows: status.connections.map((each) => [each.id, each.name, each.connector, each.health]),
        empty: 'None yet.',
      },
      ...(status.processes.length > 0 ? [processTable(status.processes, 'Running')] : []),
    ],
  };
}
