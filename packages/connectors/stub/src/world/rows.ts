import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '@syncline/core';
import { STAGES, type StubDefinition } from '../definitions.ts';
import { timeOf } from './values.ts';

/** A record as it is kept. */
export interface StubRow {
  readonly id: string;
  readonly ownKey: string | null;
  readonly fields: Readonly<Record<string, Json>>;
  readonly made: number;
  readonly changed: number;
  readonly isDeleted: boolean;
}

/** A record as it is shown: an item of a page. */
export interface StubItem {
  readonly id: string;
  readonly key: string | null;
  readonly version: string;
  readonly changed_at: string;
  readonly fields: Readonly<Record<string, Json>>;
}

const COLUMNS = 'id, own_key, fields, made, changed, is_deleted';

export function rowById(database: DatabaseSync, stream: string, id: string): StubRow | null {
  const row = database.prepare(`select ${COLUMNS} from records where stream = ? and id = ?`).get(stream, id);
  return row ? rowOf(row) : null;
}

/** Not those that were deleted. */
export function rowByKey(database: DatabaseSync, stream: string, ownKey: string): StubRow | null {
  const row = database
    .prepare(`select ${COLUMNS} from records where stream = ? and own_key = ? and is_deleted = 0`)
    .get(stream, ownKey);
  return row ? rowOf(row) : null;
}

/** In the order of `by`, after a number, up to another one, without what was deleted. */
export function rowsAfter(
  database: DatabaseSync,
  stream: string,
  by: 'made' | 'changed',
  { after, to, limit }: { readonly after: number; readonly to: number; readonly limit: number },
): StubRow[] {
  return database
    .prepare(
      `select ${COLUMNS} from records where stream = ? and ${by} > ? and ${by} <= ? and is_deleted = 0 order by ${by} limit ?`,
    )
    .all(stream, after, to, limit)
    .map(rowOf);
}

export function allRows(database: DatabaseSync, stream: string): StubRow[] {
  return rowsAfter(database, stream, 'made', { after: -1, to: Number.MAX_SAFE_INTEGER, limit: -1 });
}

/** As the stub shows it, with what it works out itself. */
export function itemOf(definition: StubDefinition, row: StubRow): StubItem {
  const fields: Record<string, Json> = {};
  for (const { name, type } of definition.fields)
    fields[name] = row.fields[name] ?? (type === 'reference_set' ? [] : null);
  fields['created_at'] = timeOf(row.made);
  if (definition.kind === 'deal') {
    const stage = STAGES.find(({ id }) => id === fields['stage']);
    fields['is_closed'] = stage !== undefined && stage.is !== 'open';
    fields['is_won'] = stage?.is === 'won';
    fields['probability'] ??= stage?.probability ?? null;
  }
  if (definition.kind === 'activity') fields['is_closed'] = fields['status'] === 'completed';
  return { id: row.id, key: row.ownKey, version: String(row.changed), changed_at: timeOf(row.changed), fields };
}

function rowOf(row: Record<string, unknown>): StubRow {
  return {
    id: String(row['id']),
    ownKey: typeof row['own_key'] === 'string' ? row['own_key'] : null,
    fields: JSON.parse(String(row['fields'])) as StubRow['fields'],
    made: Number(row['made']),
    changed: Number(row['changed']),
    isDeleted: row['is_deleted'] === 1,
  };
}
