import { importLimits, UnreadableFileError } from './limits.ts';
import type { Layout } from './manifest.ts';
import { type ColumnProfile, createProfiler } from './profile/profile-columns.ts';
import type { Proposal } from './propose/proposal.ts';
import { proposeManifest } from './propose/propose-manifest.ts';
import type { Proposer } from './propose/proposer.ts';
import { detectDelimiter } from './read/detect-delimiter.ts';
import { detectEncoding } from './read/detect-encoding.ts';
import { detectFormat } from './read/detect-format.ts';
import { findHeader } from './read/find-header.ts';
import { flattened, jsonObjects } from './read/json-rows.ts';
import { allRows, dataRows } from './read/read-rows.ts';
import type { ByteSource, SourceRow } from './read/source-row.ts';
import { openWorkbook, sheetRows } from './read/xlsx/index.ts';

const HEAD_BYTES = 256 * 1024;
const HEAD_ROWS = 60;
/** Rows that profiles are made of. */
const PROFILED_ROWS = 5_000;

/** What a person said of the layout; the rest is found out. */
export type LayoutWords = Partial<Pick<Layout, 'encoding' | 'delimiter' | 'sheet' | 'headerRow'>>;

type Finding = Proposal['findings'][number];

/**
 * Finds out how a file is laid out, looks at its first rows, and proposes what it means. Throws UnreadableFileError for what
 * can't be read, in words for the person who brought it.
 */
export async function inspectFile(
  source: ByteSource,
  name: string,
  words: LayoutWords = {},
  proposers: readonly Proposer[] = [],
): Promise<Proposal> {
  const found = await findLayout(source, name, words);
  const { profiles, rows } = await profile(source, found.layout);
  if (rows === 0) throw new UnreadableFileError('no_rows', 'The file holds no rows below its header.');
  return proposeManifest({ ...found, rowsLookedAt: rows }, profiles, proposers);
}

interface FoundLayout {
  readonly layout: Layout;
  readonly findings: Finding[];
  readonly sheets: string[];
  readonly warnings: string[];
}

async function findLayout(source: ByteSource, name: string, words: LayoutWords): Promise<FoundLayout> {
  const head = await headOf(source);
  const found = detectEncoding(head);
  const encoding = words.encoding ?? found.encoding;
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  const format = detectFormat(head, text, name);
  const findings: Finding[] = [{ about: 'format', is: format, confidence: 1, reason: 'its first bytes say so' }];
  if (format === 'xlsx')
    return withHeader(
      source,
      { format, encoding: 'utf-8', headerRow: 1, columns: [] },
      words,
      findings,
      await sheetsOf(source),
    );
  findings.push(finding('encoding', encoding, words.encoding, found));
  if (format === 'json' || format === 'ndjson') {
    const layout: Layout = { format, encoding, headerRow: 0, columns: [] };
    const columns = await columnsOfObjects(source, layout);
    return { layout: { ...layout, columns }, findings, sheets: [], warnings: [] };
  }
  if (format === 'tsv') return withHeader(source, { format, encoding, headerRow: 1, columns: [] }, words, findings, []);
  const mark = detectDelimiter(text);
  const delimiter = words.delimiter ?? mark.delimiter;
  findings.push(finding('delimiter', delimiter, words.delimiter, mark));
  return withHeader(source, { format, encoding, delimiter, headerRow: 1, columns: [] }, words, findings, []);
}

async function withHeader(
  source: ByteSource,
  layout: Layout,
  words: LayoutWords,
  findings: Finding[],
  sheets: string[],
): Promise<FoundLayout> {
  const placed: Layout = { ...layout, ...(sheets.length > 0 ? { sheet: words.sheet ?? sheets[0]! } : {}) };
  const rows: SourceRow[] = [];
  for await (const row of allRows(source, placed)) {
    rows.push(row);
    if (rows.length === HEAD_ROWS) break;
  }
  const isSheet = layout.format === 'xlsx';
  const said = words.headerRow;
  // In a sheet rows are told by their numbers, of which empty ones are left out.
  const from =
    said === undefined ? rows : isSheet ? rows.filter(({ row }) => row >= said) : rows.slice(Math.max(said - 1, 0));
  const header = said === 0 ? findHeader([]) : findHeader(from);
  const at =
    header.headerRow === 0
      ? 0
      : isSheet
        ? from[header.headerRow - 1]!.row
        : header.headerRow + (rows.length - from.length);
  const columns = said === 0 ? (rows[0]?.cells.map((_, index) => `column ${index + 1}`) ?? []) : header.columns;
  if (columns.length > importLimits.columns)
    throw new UnreadableFileError('columns', `The file has more than ${importLimits.columns} columns.`);
  findings.push({
    about: 'header',
    is: at === 0 ? 'none' : `row ${at}`,
    confidence: header.confidence,
    reason: header.reason,
  });
  const warnings = [...header.warnings];
  if (sheets.length > 1 && words.sheet === undefined)
    warnings.push(`The workbook holds several sheets (${sheets.join(', ')}); this is about “${sheets[0]}”.`);
  return { layout: { ...placed, headerRow: at, columns: [...columns] }, findings, sheets, warnings };
}

async function profile(source: ByteSource, layout: Layout): Promise<{ profiles: ColumnProfile[]; rows: number }> {
  const profiler = createProfiler(layout.columns);
  for await (const row of dataRows(source, layout)) {
    profiler.add(row);
    if (profiler.rows === PROFILED_ROWS) break;
  }
  return { profiles: profiler.profiles(), rows: profiler.rows };
}

async function headOf(source: ByteSource): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of source.bytes()) {
    parts.push(bytes);
    size += bytes.length;
    if (size >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

/** Sheets that hold something, in their order. */
async function sheetsOf(source: ByteSource): Promise<string[]> {
  const workbook = await openWorkbook(source);
  try {
    const names: string[] = [];
    for (const sheet of workbook.sheets)
      for await (const _ of sheetRows(workbook, sheet)) {
        names.push(sheet.name);
        break;
      }
    return names.length > 0 ? names : [workbook.sheets[0]!.name];
  } finally {
    await workbook.zip.close();
  }
}

async function columnsOfObjects(source: ByteSource, layout: Layout): Promise<string[]> {
  const columns = new Set<string>();
  let rows = 0;
  for await (const { object } of jsonObjects(source, layout)) {
    for (const name of Object.keys(flattened(object ?? {}))) columns.add(name.slice(0, 480));
    if (columns.size > importLimits.columns)
      throw new UnreadableFileError('columns', `The objects have more than ${importLimits.columns} fields.`);
    rows += 1;
    if (rows === PROFILED_ROWS) break;
  }
  return [...columns];
}

function finding(
  about: string,
  is: string,
  said: string | undefined,
  found: { readonly confidence: number; readonly reason: string },
): Finding {
  if (said !== undefined) return { about, is, confidence: 1, reason: 'somebody said so' };
  return { about, is, confidence: Math.round(found.confidence * 100) / 100, reason: found.reason };
}
