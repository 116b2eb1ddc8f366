import type { FastifyRequest } from 'fastify';
import { invalid } from '../changes/refusal.ts';
import { msOf, type Row } from '../model/records.ts';
import { query } from './reading.ts';

export interface ListPage {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

interface Cursor {
  readonly field: string;
  readonly fieldValue: string | number;
  readonly sortDirection: string;
  readonly id: number;
}

/** As in the description's own example of a cursor, which is the position after a record by value and id. */
function readCursor(text: string): Cursor {
  try {
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString()) as Cursor;
    if (typeof cursor.id === 'number' && typeof cursor.field === 'string') return cursor;
  } catch {}
  throw invalid('cursor', 'Invalid cursor');
}

const SORTED_BY = ['id', 'update_time', 'add_time'];

/** A list of version 2: filtered by time, sorted, cut after `limit` records, going on after the cursor's record. */
export function listPage(request: FastifyRequest, rows: Iterable<Row>): ListPage {
  const asked = query(request);
  const field = asked['sort_by'] ?? 'id';
  const direction = asked['sort_direction'] ?? 'asc';
  if (!SORTED_BY.includes(field)) throw invalid('sort_by', `Expected one of ${SORTED_BY.join(', ')}`);
  if (direction !== 'asc' && direction !== 'desc') throw invalid('sort_direction', 'Expected asc or desc');
  const limit = limitOf(asked['limit']);
  const cursor = asked['cursor'] ? readCursor(asked['cursor']) : null;
  if (cursor && (cursor.field !== field || cursor.sortDirection !== direction))
    throw invalid('cursor', 'The cursor belongs to another order');
  const since = timeOf(asked['updated_since'], 'updated_since');
  const until = timeOf(asked['updated_until'], 'updated_until');
  const ids = asked['ids'] === undefined ? null : new Set(idsOf(asked['ids']));
  const found = [...rows].filter((row) => {
    const updated = msOf(row['update_time']);
    return (since === null || updated >= since) && (until === null || updated < until) && (!ids || ids.has(row.id));
  });
  const sign = direction === 'asc' ? 1 : -1;
  const compare = (a: Row, b: Row) => {
    const [one, other] = [valueOf(a, field), valueOf(b, field)];
    return sign * (one < other ? -1 : one > other ? 1 : a.id - b.id);
  };
  found.sort(compare);
  const after = cursor && { id: cursor.id, [field]: cursor.fieldValue };
  const left = after ? found.filter((row) => compare(row, after) > 0) : found;
  const page = left.slice(0, limit);
  const last = page.at(-1);
  if (left.length <= limit || !last) return { rows: page, next: null };
  const next: Cursor = { field, fieldValue: valueOf(last, field), sortDirection: direction, id: last.id };
  return { rows: page, next: Buffer.from(JSON.stringify(next)).toString('base64url') };
}

function valueOf(row: Row, field: string): string | number {
  return row[field] as string | number;
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return 100;
  if (!/^\d+$/.test(text) || Number(text) < 1) throw invalid('limit', 'Expected a positive integer');
  return Math.min(Number(text), 500);
}

/** Whole seconds: a fraction is refused. */
function timeOf(text: string | undefined, field: string): number | null {
  if (text === undefined) return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(text)) throw invalid(field, 'not a valid datetime');
  return Date.parse(text);
}

function idsOf(text: string): number[] {
  const ids = text.split(',').map(Number);
  if (ids.length > 100 || !ids.every(Number.isSafeInteger)) throw invalid('ids', 'Expected up to 100 ids');
  return ids;
}
