import { parseCSV } from 'jsforce/lib/csv.js';
import type { ObjectDefinition } from '../object/object-definition.ts';

const decoder = new TextDecoder();

/** The records of a raw page: the JSON of a query, or the CSV of a bulk job, whose texts get the types that JSON has. */
export function parsePage(definition: ObjectDefinition, raw: Uint8Array): readonly unknown[] {
  const text = decoder.decode(raw);
  if (!text.trimStart().startsWith('{'))
    return (parseCSV(text, { columns: true }) as Row[]).map((row) => typed(definition, row));
  const body: unknown = JSON.parse(text);
  const records = (body as { readonly records?: unknown }).records;
  return Array.isArray(records) ? records : [body];
}

type Row = Readonly<Record<string, unknown>>;

function typed(definition: ObjectDefinition, row: Row): Row {
  const record: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    const [parent = '', child] = column.split('.');
    const typedValue = typedValueOf(definition, column, value);
    if (child === undefined) record[column] = typedValue;
    // An empty lookup has no object behind it.
    else record[parent] = typedValue === null ? null : { [child]: typedValue };
  }
  return record;
}

function typedValueOf(definition: ObjectDefinition, column: string, value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return null;
  const type = column === 'IsDeleted' ? 'boolean' : definition.fields.find(({ api }) => api === column)?.type;
  if (type === 'boolean') return value === 'true';
  return type === 'number' ? Number(value) : value;
}
