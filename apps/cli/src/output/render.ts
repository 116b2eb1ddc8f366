import Table from 'cli-table3';
import type { OutputFormat } from '../shell.ts';
import { toCsv } from './csv.ts';
import type { Palette } from './palette.ts';

export type Cell = string | number | null;

export interface DataTable {
  readonly title?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Said instead of an empty table. */
  readonly empty?: string;
}

/** What a command has to show, for people and for programs. */
export interface Rendering {
  /** The document of `--json`. */
  readonly json: unknown;
  /** For people; the first one is what `--output csv` writes. */
  readonly tables: readonly DataTable[];
  /** Lines above the tables, for people alone; foreign texts in them went through `printable`. */
  readonly lines?: readonly string[];
  /** How a cell looks on a terminal. */
  readonly paint?: (text: string, column: string) => string;
}

export function render(rendering: Rendering, format: OutputFormat, palette: Palette): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(rendering.json)}\n`;
    case 'csv':
      return rendering.tables[0] ? toCsv(rendering.tables[0].columns, rendering.tables[0].rows) : '';
    case 'table':
      return renderForPeople(rendering, palette);
  }
}

function renderForPeople({ tables, lines = [], paint = (text) => text }: Rendering, palette: Palette): string {
  const blocks = tables.map((table) => {
    const title = table.title === undefined ? '' : `${palette.strong(table.title)}\n`;
    if (table.rows.length === 0) return `${title}${palette.dim(table.empty ?? 'None.')}`;
    const drawn = new Table({
      head: table.columns.map((column) => palette.dim(column)),
      chars: noBorders,
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    });
    for (const row of table.rows)
      drawn.push(row.map((cell, index) => paint(printable(cell), table.columns[index] ?? '')));
    return `${title}${drawn.toString().replace(/[ ]+$/gm, '')}`;
  });
  return `${[...(lines.length > 0 ? [lines.join('\n')] : []), ...blocks].join('\n\n')}\n`;
}

/** Vendors' texts must not steer the terminal: control characters go. */
export function printable(cell: Cell): string {
  // eslint-disable-next-line no-control-regex
  return cell === null ? '-' : String(cell).replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};
