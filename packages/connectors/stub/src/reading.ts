import type { DatabaseSync } from 'node:sqlite';
import type {
  FetchedPage,
  FetchedRecord,
  PageCursor,
  PageRequest,
  RecordKey,
  WindowPlan,
} from '@syncline/connector-sdk';
import type { StubClient } from './client.ts';
import type { StubDefinition } from './definitions.ts';
import { itemOf, rowById, rowsAfter, type StubRow } from './world/rows.ts';
import { changeAt, timeOf } from './world/values.ts';

export const PAGE_SIZE = 100;
/** Records of one window. */
const WINDOW = 1_000;
const END = Number.MAX_SAFE_INTEGER;

/** Windows of the order in which records were made, which never changes. */
export function planWindows(client: StubClient, { stream }: StubDefinition, signal: AbortSignal): WindowPlan {
  return client.read(signal, (world) => {
    const borders = world
      .prepare(
        `select made from (select made, row_number() over (order by made) as position from records where stream = ? and is_deleted = 0)
         where position % ${WINDOW} = 0 order by made`,
      )
      .all(stream)
      .map((row) => Number(row['made']));
    const count = world
      .prepare('select count(*) as count from records where stream = ? and is_deleted = 0')
      .get(stream);
    const windows = [-1, ...borders].map((after, at) => ({ after, to: borders[at] ?? END }));
    return { windows, count: Number(count?.['count']), observedAt: new Date(timeOf(seqOf(world))) };
  });
}

/** A page of a window, or of what has changed: each ordered by numbers that only grow. */
export function readPage(
  client: StubClient,
  definition: StubDefinition,
  { cursor, since, pageSize = PAGE_SIZE }: PageRequest,
  signal: AbortSignal,
): FetchedPage {
  const by = since === null ? 'made' : 'changed';
  const after = numberIn(cursor, 'after') ?? (since === null ? -1 : changeAt(since) - 1);
  const to = numberIn(cursor, 'to') ?? END;
  const limit = Math.min(pageSize, PAGE_SIZE);
  return client.read(signal, (world) => {
    const rows = rowsAfter(world, definition.stream, by, { after, to, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      raw: rawOf(definition, shown),
      next: rows.length > limit && last ? { after: last[by], to } : null,
      observedAt: new Date(timeOf(seqOf(world))),
    };
  });
}

/** What is not in the file is gone: the stub hides nothing from anybody. */
export function fetchRecord(
  client: StubClient,
  definition: StubDefinition,
  { externalId }: RecordKey,
  signal: AbortSignal,
): FetchedRecord {
  const row = client.read(signal, (world) => rowById(world, definition.stream, externalId));
  return row === null || row.isDeleted ? { outcome: 'gone' } : { outcome: 'found', raw: rawOf(definition, [row]) };
}

export function rawOf(definition: StubDefinition, rows: readonly StubRow[]): Uint8Array {
  return Buffer.from(JSON.stringify(rows.map((row) => itemOf(definition, row))));
}

export function parsePage(raw: Uint8Array): readonly unknown[] {
  const items: unknown = JSON.parse(new TextDecoder().decode(raw));
  return Array.isArray(items) ? items : [];
}

function seqOf(world: DatabaseSync): number {
  return Number(world.prepare('select seq from world').get()?.['seq']);
}

function numberIn(cursor: PageCursor | null, name: string): number | null {
  const value = cursor === null ? undefined : (cursor as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'number' ? value : null;
}
