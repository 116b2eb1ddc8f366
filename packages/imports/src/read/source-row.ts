import type { Json } from '@syncline/core';

/** What a cell holds: texts of text files; of others also numbers and truth, and dates as ISO texts. */
export interface Cell {
  readonly value: string | number | boolean | null;
  /** A date that the file itself says is one: `value` is ISO. */
  readonly isDate?: boolean;
  /** Why there is no value: a formula that was never computed, an error. */
  readonly fault?: string;
}

export interface SourceRow {
  /** Where a person finds it in the file: the line that it begins at, or the row of the sheet; of JSON the how manieth. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** Where bytes come from: read from the start, as often as wanted. */
export interface ByteSource {
  bytes(): AsyncIterable<Uint8Array>;
  /** How many there are. */
  readonly size: number;
}

export const emptyCell: Cell = { value: null };

export function textCell(text: string): Cell {
  return text === '' ? emptyCell : { value: text };
}

/** A value of JSON as a cell: lists and objects as their text. */
export function jsonCell(value: Json | undefined): Cell {
  if (value === undefined || value === null || value === '') return emptyCell;
  return { value: typeof value === 'object' ? JSON.stringify(value) : value };
}

export function isEmptyRow(row: SourceRow): boolean {
  return row.cells.every((cell) => cell.value === null && cell.fault === undefined);
}
