import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { importLimits, UnreadableFileError } from '../limits.ts';
import type { Layout } from '../manifest.ts';
import { decodeText } from './decode-text.ts';
import { type ByteSource, type SourceRow, textCell } from './source-row.ts';

/** Records of a text whose cells are parted by a mark, the header and blank lines too. Rows are the lines they begin at. */
export async function* csvRows(source: ByteSource, layout: Layout): AsyncGenerator<SourceRow> {
  const parser = parse({
    delimiter: layout.format === 'tsv' ? '\t' : (layout.delimiter ?? ','),
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: importLimits.rowChars,
  });
  pipeline(Readable.from(decodeText(source, layout.encoding)), parser, () => {});
  let row = 1;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      yield { row, cells: record.map((text) => textCell(text.trim())) };
      row += 1 + record.reduce((sum, text) => sum + (text.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableFileError('csv', explain(error), lineOf(error) ?? row);
    throw error;
  } finally {
    parser.destroy();
  }
}

function explain(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'A quotation mark is opened and never closed.';
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `A row is longer than ${importLimits.rowChars} characters: a quotation mark may be missing.`;
  return error.message.split(' at line')[0]!;
}

/** The parser reads ahead of the rows that were handed out. */
function lineOf({ message }: CsvError): number | null {
  const line = /at line (\d+)/.exec(message)?.[1];
  return line === undefined ? null : Number(line);
}
