import { importLimits, UnreadableFileError } from '../../limits.ts';
import type { Layout } from '../../manifest.ts';
import { type ByteSource, type Cell, emptyCell, type SourceRow, textCell } from '../source-row.ts';
import { excelDate } from './excel-dates.ts';
import { openWorkbook, type Sheet, type Workbook } from './open-workbook.ts';
import { parseXml } from './parse-xml.ts';

/** Rows of a sheet, the first one where the layout names none. Rows of nothing are left out. */
export async function* xlsxRows(source: ByteSource, layout: Layout): AsyncGenerator<SourceRow> {
  const workbook = await openWorkbook(source);
  try {
    const sheet =
      layout.sheet === undefined ? workbook.sheets[0] : workbook.sheets.find(({ name }) => name === layout.sheet);
    if (!sheet) throw new UnreadableFileError('no_sheet', `There is no sheet “${layout.sheet}”.`);
    yield* sheetRows(workbook, sheet);
  } finally {
    await workbook.zip.close();
  }
}

/** A cell on its way. */
interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  hasFormula: boolean;
  value: string | null;
}

export async function* sheetRows(workbook: Workbook, sheet: Sheet): AsyncGenerator<SourceRow> {
  const ready: SourceRow[] = [];
  let row = 0;
  let cells: Cell[] = [];
  let cell: OpenCell | null = null;
  let isValue = false;
  const parts = parseXml(workbook.zip.part(sheet.part), {
    open(name, attributes) {
      if (name === 'row') {
        row = Number(attributes['r'] ?? row + 1);
        cells = [];
      } else if (name === 'c') {
        const column = columnOf(attributes['r'], cells.length);
        if (column >= importLimits.columns)
          throw new UnreadableFileError('columns', `The sheet has more than ${importLimits.columns} columns.`, row);
        cell = {
          column,
          type: attributes['t'] ?? 'n',
          style: Number(attributes['s'] ?? 0),
          hasFormula: false,
          value: null,
        };
      } else if (name === 'f' && cell) cell.hasFormula = true;
      else if (name === 'v' || name === 't') isValue = true;
    },
    text(text) {
      if (isValue && cell) cell.value = (cell.value ?? '') + text;
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false;
      else if (name === 'c' && cell) {
        while (cells.length < cell.column) cells.push(emptyCell);
        cells[cell.column] = cellOf(workbook, cell);
        cell = null;
      } else if (name === 'row' && cells.some((each) => each !== emptyCell)) ready.push({ row, cells });
    },
  });
  for await (const _ of parts) yield* ready.splice(0);
}

function cellOf(workbook: Workbook, { type, style, hasFormula, value }: OpenCell): Cell {
  if (value === null || value === '')
    return hasFormula
      ? { value: null, fault: 'The cell holds a formula that was never computed; open the file in Excel and save it.' }
      : emptyCell;
  switch (type) {
    case 's':
      return textCell((workbook.sharedTexts[Number(value)] ?? '').trim());
    case 'b':
      return { value: value === '1' };
    case 'e':
      return { value: null, fault: `The cell holds the error ${value}.` };
    case 'd':
      return { value, isDate: true };
    case 'n':
      return numberCell(workbook, Number(value), style);
    default:
      return textCell(value.trim());
  }
}

function numberCell({ dateStyles, is1904 }: Workbook, number: number, style: number): Cell {
  const date = dateStyles[style] === true ? excelDate(number, is1904) : null;
  return date === null ? { value: number } : { value: date, isDate: true };
}

/** From 0, of `C7`; cells without a place follow the one before. */
function columnOf(place: string | undefined, following: number): number {
  const letters = /^[A-Z]{1,3}/.exec(place ?? '')?.[0];
  if (letters === undefined) return following;
  return Array.from(letters, (letter) => letter.charCodeAt(0) - 64).reduce((sum, digit) => sum * 26 + digit, 0) - 1;
}
