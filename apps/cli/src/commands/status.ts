import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { type StatusDocument, statusDocument } from '../api/documents.ts';
import { type SyncStatusDocument, syncStatusDocument } from '../api/sync-documents.ts';
import { formatDuration } from '../output/duration.ts';
import { type Palette, paintWord } from '../output/palette.ts';
import { processTable } from '../output/process-views.ts';
import { type DataTable, printable, type Rendering } from '../output/render.ts';
import { type CommandKit, withExamples } from './command-kit.ts';

const WATCH_MS = 2_000;
const CLEAR = '\u001b[H\u001b[2J';

export function addStatus(program: Command, kit: CommandKit): void {
  const command = program
    .command('status')
    .description('how things stand: health, lag, writebacks and conflicts of each side, what runs')
    .option('--watch', 'again every two seconds, until Ctrl-C; NDJSON with --json')
    .action(
      kit.handler<{ watch?: boolean }>(async (shell, _args, { watch }) => {
        for (;;) {
          const [status, sync] = await Promise.all([
            shell.client.get('/api/v1/status', statusDocument),
            shell.client.get('/api/v1/sync/status', syncStatusDocument),
          ]);
          if (watch && shell.format === 'table' && shell.io.stdout.isTTY) shell.io.stdout.write(CLEAR);
          shell.print(showStatus(status, sync, shell.palette));
          if (!watch) return;
          await sleep(WATCH_MS, undefined, { signal: shell.io.signal });
        }
      }),
    );
  withExamples(command, ['syncline status', 'syncline status --json | jq .counts', 'syncline status --watch']);
}

function showStatus(status: StatusDocument, sync: SyncStatusDocument, palette: Palette): Rendering {
  const kinds = Object.entries(status.counts.entitiesByKind).map(
    ([kind, count]) => `${count} ${kind.replaceAll('_', ' ')}`,
  );
  return {
    json: { ...status, sync },
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
      ...(sync.members.length > 0 ? [sidesTable(sync)] : []),
      ...(status.processes.length > 0 ? [processTable(status.processes, 'Running')] : []),
    ],
  };
}

/** What waits to be written at each side, how long writes took of late, and what waits for a person. */
function sidesTable(sync: SyncStatusDocument): DataTable {
  return {
    title: 'Two-way sync',
    columns: [
      'side',
      'kind',
      'linked',
      'to write',
      'oldest',
      'lag p50',
      'lag p95',
      'written 1 h',
      'failed 1 h',
      'conflicts',
      'errors',
    ],
    rows: sync.members.map((each) => [
      each.member,
      each.kind,
      each.mapped,
      each.writebacks_pending,
      each.oldest_waiting_ms === null ? null : formatDuration(each.oldest_waiting_ms),
      lagText(each.lag_p50_ms),
      lagText(each.lag_p95_ms),
      each.written_last_hour,
      each.failed_last_hour,
      each.conflicts_open,
      each.errors_open,
    ]),
  };
}

function lagText(ms: number | null): string | null {
  if (ms === null) return null;
  return ms < 10_000 ? `${Math.round(ms)} ms` : formatDuration(ms);
}
