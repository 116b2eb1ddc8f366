import type { Layout } from '../manifest.ts';
import { csvRows } from './csv-rows.ts';
import { jsonRows } from './json-rows.ts';
import { type ByteSource, isEmptyRow, type SourceRow } from './source-row.ts';
import { xlsxRows } from './xlsx/xlsx-rows.ts';

/** Rows of a file as they are, the header and what stands above it too. */
export function allRows(source: ByteSource, layout: Layout): AsyncIterable<SourceRow> {
  if (layout.format === 'xlsx') return xlsxRows(source, layout);
  if (layout.format === 'json' || layout.format === 'ndjson') return jsonRows(source, layout);
  return csvRows(source, layout);
}

/** Rows below the header that hold something, one at a time, in constant memory. */
export async function* dataRows(source: ByteSource, layout: Layout): AsyncGenerator<SourceRow> {
  const isText = layout.format !== 'json' && layout.format !== 'ndjson';
  let left = isText ? layout.headerRow : 0;
  for await (const row of allRows(source, layout)) {
    // A record may be several lines: the header is the n-th record, rows are told by where they stand.
    if (left > 0 && layout.format !== 'xlsx') {
      left -= 1;
      continue;
    }
    if (layout.format === 'xlsx' && row.row <= layout.headerRow) continue;
    if (!isEmptyRow(row)) yield row;
  }
}
