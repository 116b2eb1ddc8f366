import type { Json } from '@syncline/core';
import type { ImportKind } from '../canonical-fields.ts';
import type { Manifest, ManifestRecord } from '../manifest.ts';
import type { SourceRow } from '../read/source-row.ts';
import { readCell } from './read-cell.ts';

export interface RowProblem {
  readonly row: number;
  /** Null: of the row as a whole. */
  readonly column: string | null;
  /** `error`: the row waits for a person. `warning`: it is applied. */
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}

/** What a row says about one record of the hub. */
export interface ProjectedRecord {
  readonly kind: ImportKind;
  /** The same for all rows about this record, whichever file of this shape they come in. */
  readonly key: string;
  readonly fields: Readonly<Record<string, Json>>;
  /** Fields that name another record of this row, by its kind. */
  readonly links: Readonly<Record<string, ImportKind>>;
}

export interface ProjectedRow {
  readonly row: number;
  readonly records: readonly ProjectedRecord[];
  readonly problems: readonly RowProblem[];
}

/** What a row says through the manifest; a row with an error says nothing that may be applied. */
export function projectRow(manifest: Manifest, source: SourceRow): ProjectedRow {
  const { columns } = manifest.layout;
  const problems: RowProblem[] = [];
  const note: Note = (severity, column, code, message) => {
    // Two fields of one column tell of it once.
    if (problems.some((each) => each.column === column && each.code === code)) return;
    problems.push({ row: source.row, column, severity, code, message });
  };
  const beyond = source.cells.slice(columns.length).filter((cell) => cell.value !== null).length;
  if (beyond > 0)
    note(
      'error',
      null,
      'too_many_cells',
      `The row has ${source.cells.length} cells, the header ${columns.length}: a mark may be unquoted.`,
    );
  else if (source.cells.length < columns.length && manifest.layout.format === 'csv' && source.cells.length > 0)
    note(
      'warning',
      null,
      'too_few_cells',
      `The row has ${source.cells.length} cells, the header ${columns.length}; those that are missing count as empty.`,
    );
  const [only] = source.cells;
  if (source.cells.length === 1 && only?.fault !== undefined && columns.length !== 1)
    note('error', null, 'no_record', only.fault);
  const heading = headingIn(manifest, source);
  if (heading !== null) {
    const message = `“${heading}” stands alone in its row: it is taken for the heading of what follows, and left out.`;
    note('warning', null, 'heading', message);
    return { row: source.row, records: [], problems };
  }
  const records: ProjectedRecord[] = [];
  for (const record of manifest.records) {
    const fields = fieldsOf(record, columns, source, note);
    const key = keyOf(record, fields, columns, source, records);
    if (key !== null) records.push({ kind: record.kind, key, fields, links: linksOf(record, records) });
    else if (problems.every(isWarning) && Object.keys(fields).length > 0 && record === manifest.records.at(-1))
      note('error', null, 'nameless', namelessness(record, records));
  }
  if (records.length === 0 && problems.length === 0)
    note('error', null, 'nameless', 'Nothing in this row tells what it is about.');
  return { row: source.row, records: problems.every(isWarning) ? records : [], problems };
}

/** The one text of a row in a list of things in stock, which are told in sections. */
function headingIn({ layout, records }: Manifest, { cells }: SourceRow): string | null {
  const isList = records.length > 0 && records.every(({ kind }) => kind === 'inventory_item');
  const filled = cells.filter((cell) => cell.value !== null || cell.fault !== undefined);
  const [only] = filled;
  return isList && layout.columns.length > 2 && filled.length === 1 && typeof only?.value === 'string'
    ? only.value.trim().slice(0, 100)
    : null;
}

function namelessness({ kind, fields }: ManifestRecord, present: readonly ProjectedRecord[]): string {
  if (kind === 'interest')
    return present.some((each) => each.kind === 'contact' || each.kind === 'account')
      ? 'Nothing in this row tells what is looked for.'
      : 'Nothing in this row tells whose interest it is.';
  if (kind === 'inventory_item' && 'name' in fields)
    return 'The row has no name, though this list names what is in stock: it may be a sum.';
  return `Nothing in this row tells which ${kind.replace('_', ' ')} it is about.`;
}

type Note = (severity: RowProblem['severity'], column: string | null, code: string, message: string) => void;

function fieldsOf(
  record: ManifestRecord,
  columns: readonly string[],
  { cells }: SourceRow,
  note: Note,
): Record<string, Json> {
  const fields: Record<string, Json> = {};
  for (const [field, column] of Object.entries(record.fields)) {
    const read = readCell(cells[columns.indexOf(column.column)], column);
    if (!read.ok) note('error', column.column, read.code, read.message);
    else if ('value' in read && read.value !== '') fields[field] = read.value;
    else if (column.whenEmpty === 'clear') fields[field] = null;
  }
  return fields;
}

/** Only to records that the row has: a contact without a company is one all the same, and an interest is a person's first. */
function linksOf({ kind, links }: ManifestRecord, present: readonly ProjectedRecord[]): Record<string, ImportKind> {
  const isThere = (wanted: ImportKind): boolean => present.some((each) => each.kind === wanted);
  const isTheirs = kind === 'interest' && Object.values(links).includes('contact') && isThere('contact');
  return Object.fromEntries(
    Object.entries(links).filter(([, wanted]) => isThere(wanted) && !(isTheirs && wanted === 'account')),
  );
}

/** By the key columns, where all of them are filled; else by what usually tells records of the kind apart. */
function keyOf(
  { kind, key, fields: columnsOf }: ManifestRecord,
  fields: Readonly<Record<string, Json>>,
  columns: readonly string[],
  { cells }: SourceRow,
  others: readonly ProjectedRecord[],
): string | null {
  const values = key.map((column) => cells[columns.indexOf(column)]?.value ?? null);
  if (key.length > 0 && values.every((value) => value !== null)) return `key ${JSON.stringify(values.map(String))}`;
  const text = (name: string): string => (typeof fields[name] === 'string' ? folded(fields[name]) : '');
  const account = others.find((each) => each.kind === 'account')?.key ?? '';
  if (kind === 'account') {
    if (text('domain') !== '') return `domain ${text('domain')}`;
    return text('name') === '' ? null : `name ${text('name')}`;
  }
  if (kind === 'contact') {
    if (text('email') !== '') return `email ${text('email')}`;
    if (text('last_name') === '') return null;
    return `name ${text('first_name')} ${text('last_name')} at ${account}`;
  }
  if (kind === 'inventory_item') {
    if (text('name') === '') return text('sku') === '' || 'name' in columnsOf ? null : `sku ${text('sku')}`;
    return text('sku') === '' ? `name ${text('name')} in ${text('category')}` : `sku ${text('sku')}`;
  }
  if (kind === 'interest') {
    const whose = others.find((each) => each.kind === 'contact')?.key ?? account;
    const wish = `${text('category')} ${text('words')}`.trim();
    return whose === '' || wish === '' ? null : `${wish} of ${whose}`;
  }
  return text('name') === '' ? null : `name ${text('name')} at ${account}`;
}

/** For keys: another case or spacing makes no other record. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function isWarning({ severity }: RowProblem): boolean {
  return severity === 'warning';
}
