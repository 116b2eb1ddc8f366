/** A list cut into pages; `nextCursor` is null on the last one. */
export interface Paged<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  /** What the page before gave as `nextCursor`. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The cursor was not made by this list. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}

/** A keyset position, opaque to clients: rows added meanwhile neither shift a page nor repeat a row. */
function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The keyset values of a cursor, or nulls for the first page. Throws InvalidCursorError. */
export function decodeCursor(cursor: string | undefined, patterns: readonly RegExp[]): (string | null)[] {
  if (cursor === undefined) return patterns.map(() => null);
  const values = parseValues(cursor);
  if (values.length !== patterns.length || !patterns.every((pattern, index) => pattern.test(values[index]!))) {
    throw new InvalidCursorError('The cursor does not belong to this list. Start without one.');
  }
  return values;
}

function parseValues(cursor: string): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : [];
  } catch {
    return [];
  }
}

/** What cursors hold: ids of both kinds, and Postgres' own text of a point in time, which keeps its microseconds. */
export const cursorPattern = {
  serial: /^\d{1,18}$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  instant: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/,
} as const;

/** Cuts the row that was read beyond `limit` and makes the cursor from the last one that stays. */
export function toPage<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly string[]): Paged<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}
