import type { Cell, ParityRow } from './parity.ts';

/** The comparison for people: a line a request, a column a connector; below it what each of them lacks. */
export function formatParity(rows: readonly ParityRow[]): string {
  const connectors = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))].sort();
  const table = [
    ['request', ...connectors],
    ...rows.map(({ request, cells, differences }) => [
      request,
      ...connectors.map((id) => wordOf(cells[id], differences.length > 0)),
    ]),
  ];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((cells) => cells[column]!.length)));
  const lines = table.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', ...notes(rows, connectors)].join('\n');
}

function wordOf(cell: Cell | undefined, differs: boolean): string {
  if (!cell) return '-';
  if (cell.outcome === 'not_offered') return 'not offered';
  if (differs) return 'DIFFERS';
  return cell.lacks.length === 0 ? 'equal' : `equal but for ${cell.lacks.length}`;
}

function notes(rows: readonly ParityRow[], connectors: readonly string[]): string[] {
  return connectors.flatMap((id) => {
    const lines = new Set<string>();
    for (const { cells } of rows) {
      const cell = cells[id];
      if (cell?.outcome === 'not_offered') lines.add(cell.sentence);
      else for (const { field, message } of cell?.lacks ?? []) lines.add(`${field}: ${message}`);
    }
    return [...lines].map((line) => `${id}: ${line}`);
  });
}
