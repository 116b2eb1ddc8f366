import { JSONParser } from '@streamparser/json';
import type { Json } from '@syncline/core';
import { importLimits, UnreadableFileError } from '../limits.ts';
import type { Layout } from '../manifest.ts';
import { decodeText } from './decode-text.ts';
import { type ByteSource, jsonCell, type SourceRow } from './source-row.ts';

/** An object of JSON, as it is before its columns are known; null: what stands there is none. */
export interface JsonRow {
  readonly row: number;
  readonly object: Readonly<Record<string, Json>> | null;
}

/** Objects of a list, of a list inside of one object, or of lines. */
export async function* jsonObjects(source: ByteSource, layout: Layout): AsyncGenerator<JsonRow> {
  const texts = decodeText(source, layout.encoding);
  yield* layout.format === 'ndjson' ? ofLines(texts) : ofDocument(texts);
}

export async function* jsonRows(source: ByteSource, layout: Layout): AsyncGenerator<SourceRow> {
  for await (const { row, object } of jsonObjects(source, layout))
    yield object === null
      ? { row, cells: [{ value: null, fault: 'This is not an object with fields.' }] }
      : { row, cells: cellsOf(flattened(object), layout.columns) };
}

function cellsOf(object: Readonly<Record<string, Json>>, columns: readonly string[]) {
  return columns.map((column) => jsonCell(Object.hasOwn(object, column) ? object[column] : null));
}

/** Objects inside of it, one level deep, by names with a dot: `address.city`. */
export function flattened(object: Readonly<Record<string, Json>>): Record<string, Json> {
  const flat: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const [name, value] of Object.entries(object)) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) flat[name] = value;
    else for (const [inner, innerValue] of Object.entries(value)) flat[`${name}.${inner}`] = innerValue as Json;
  }
  return flat;
}

async function* ofDocument(texts: AsyncIterable<string>): AsyncGenerator<JsonRow> {
  let parser: JSONParser | null = null;
  const found: Json[] = [];
  let row = 0;
  let pending = 0;
  try {
    for await (const text of texts) {
      parser ??= parserOf(text, found);
      parser.write(text);
      pending = found.length > 0 ? 0 : pending + text.length;
      if (pending > 16 * importLimits.rowChars)
        throw new UnreadableFileError('json', 'One object is too long to be a row.', row + 1);
      for (const value of found.splice(0)) yield { row: ++row, object: asObject(value) };
    }
    if (parser && !parser.isEnded) parser.end();
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError('json', `This is not JSON: ${(error as Error).message}`, row + 1);
  }
}

function parserOf(head: string, found: Json[]): JSONParser {
  const paths = head.trimStart().startsWith('[') ? ['$.*'] : ['$.*.*'];
  const parser = new JSONParser({ paths, keepStack: false });
  parser.onValue = ({ value }) => void found.push(value as Json);
  return parser;
}

async function* ofLines(texts: AsyncIterable<string>): AsyncGenerator<JsonRow> {
  let rest = '';
  let row = 0;
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    if (rest.length > importLimits.rowChars)
      throw new UnreadableFileError('json', `A line is longer than ${importLimits.rowChars} characters.`, row + 1);
    for (const line of lines) {
      row += 1;
      if (line.trim() !== '') yield { row, object: parsed(line) };
    }
  }
  if (rest.trim() !== '') yield { row: row + 1, object: parsed(rest) };
}

function parsed(line: string): JsonRow['object'] {
  try {
    return asObject(JSON.parse(line) as Json);
  } catch {
    return null;
  }
}

function asObject(value: Json): JsonRow['object'] {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, Json>) : null;
}
