import type { ProcessDocument, ProcessTreeDocument } from '../api/documents.ts';
import { formatDuration, formatEta } from './duration.ts';
import { type Palette, paintWord } from './palette.ts';
import { type Cell, type DataTable, printable, type Rendering } from './render.ts';

export const stateColumn = 'state';

const columns = ['id', 'kind', 'connection', stateColumn, 'progress', 'records', 'rate', 'left', 'started'];

export function processTable(processes: readonly ProcessDocument[], title?: string): DataTable {
  return {
    columns,
    rows: processes.map(processRow),
    empty: 'No processes. Start one with "syncline sync --backfill".',
    ...(title === undefined ? {} : { title }),
  };
}

function processRow(process: ProcessDocument): Cell[] {
  const { progress } = process;
  return [
    process.id,
    process.kind,
    process.connectionName,
    process.treeState,
    sharePercent(process),
    recordsOf(process),
    progress.rate === null ? null : `${Math.round(progress.rate)}/s`,
    process.finishedAt === null ? formatEta(progress.etaMs) : null,
    process.startedAt ?? process.createdAt,
  ];
}

export function showProcessTree(process: ProcessTreeDocument, palette: Palette): Rendering {
  const { progress } = process;
  const facts = [
    `${process.kind} of ${printable(process.connectionName)}: ${paintWord(palette, process.treeState)}`,
    `${recordsOf(process)} records${progress.share === null ? '' : ` (${sharePercent(process)})`}` +
      (process.finishedAt === null ? `, time left ${formatEta(progress.etaMs)}` : '') +
      (process.elapsedMs === null
        ? ''
        : `, ${formatDuration(process.elapsedMs)} ${process.finishedAt === null ? 'so far' : 'in all'}`),
    ...(progress.uncountedStreams.length > 0
      ? [`not counted by the vendor, so not in these figures: ${printable(progress.uncountedStreams.join(', '))}`]
      : []),
    ...(process.error === null ? [] : [`error: ${printable(process.error)}`]),
  ];
  const parts = process.children.length > 0 ? process.children : [process];
  return {
    json: process,
    lines: facts,
    paint: (text, column) => (column === stateColumn ? paintWord(palette, text) : text),
    tables: [
      {
        columns: [
          'stream',
          stateColumn,
          'progress',
          'records',
          'created',
          'updated',
          'unchanged',
          'stale',
          'failed',
          'pages',
          'id',
        ],
        rows: [...parts, ...(parts.length > 1 ? [{ ...process, stream: 'all' }] : [])].map((part) => [
          part.stream ?? part.kind,
          part.treeState,
          sharePercent(part),
          recordsOf(part),
          part.counters['recordsCreated'] ?? null,
          part.counters['recordsUpdated'] ?? null,
          part.counters['recordsUnchanged'] ?? null,
          part.counters['recordsStale'] ?? null,
          part.counters['recordsFailed'] ?? null,
          `${part.counters['pagesMerged'] ?? 0}/${part.counters['pagesExpected'] ?? 0}`,
          part.id,
        ]),
      },
    ],
  };
}

function sharePercent({ progress }: ProcessDocument): string | null {
  return progress.share === null ? null : `${Math.floor(progress.share * 100)} %`;
}

function recordsOf({ progress, counters }: ProcessDocument): string {
  return progress.expected === null ? `${counters['recordsFetched'] ?? 0}` : `${progress.done} of ${progress.expected}`;
}
