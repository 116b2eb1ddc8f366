import { UnreadableFileError } from '../limits.ts';
import type { Format } from '../manifest.ts';

/**
 * The format of a file by its first bytes and its name. Throws UnreadableFileError for what can't be imported, saying what
 * to save it as.
 */
export function detectFormat(head: Uint8Array, headText: string, name: string): Format {
  if (head.length === 0) throw new UnreadableFileError('empty', 'The file is empty.');
  if (head[0] === 0x50 && head[1] === 0x4b) return 'xlsx';
  if (head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0)
    throw new UnreadableFileError(
      'old_excel',
      'This is a workbook of Excel before 2007, or one that a password protects. Open it and save it as .xlsx without a password, or as CSV.',
    );
  if (head[0] === 0x1f && head[1] === 0x8b)
    throw new UnreadableFileError('packed', 'The file is packed with gzip. Unpack it first.');
  if (head[0] === 0x25 && head[1] === 0x50 && head[2] === 0x44 && head[3] === 0x46)
    throw new UnreadableFileError('pdf', 'A PDF holds no table that can be read. Export the data as CSV or XLSX.');
  const start = headText.trimStart();
  if (start.startsWith('[')) return 'json';
  if (start.startsWith('{')) return isLinesOfJson(start) ? 'ndjson' : 'json';
  if (/\.(tsv|tab)$/i.test(name)) return 'tsv';
  if (/^<(\?xml|!doctype|html)/i.test(start))
    throw new UnreadableFileError(
      'markup',
      'This is HTML or XML, whatever its name says. Export the data as CSV or XLSX.',
    );
  return 'csv';
}

/** An object a line; or one line whose object holds no list of others. */
function isLinesOfJson(text: string): boolean {
  const [first = '', ...rest] = text.split('\n', 3);
  try {
    const object = JSON.parse(first) as Readonly<Record<string, unknown>>;
    const holdsList = Object.values(object).some((value) => Array.isArray(value) && typeof value[0] === 'object');
    return rest.some((line) => line.trim() !== '') || !holdsList;
  } catch {
    return false;
  }
}
