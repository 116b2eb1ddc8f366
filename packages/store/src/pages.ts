import type { PageState } from '@syncline/core';
import type { Sql } from './database.ts';
import type { Lane, PageKind } from './schema/index.ts';

export interface NewPage {
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly processId: string | null;
  readonly stream: string;
  readonly scope: string;
  readonly lane: Lane;
  readonly kind: PageKind;
  readonly cursor: Record<string, string | number> | null;
  readonly follows: boolean;
  readonly since: Date | null;
  readonly externalId?: string | null;
  readonly locator?: string | null;
}

/** Inserts pages and returns their ids in the given order. */
export async function insertPages(tx: Sql, pages: readonly NewPage[]): Promise<number[]> {
  if (pages.length === 0) return [];
  const { rows } = await tx.query<{ id: number }>({
    name: 'pages-insert',
    text: `insert into pages (workspace_id, connection_id, process_id, stream, scope, lane, kind, cursor, follows, since, external_id, locator)
           select workspace_id, connection_id, process_id, stream, scope, lane, kind, cursor, follows, since, external_id, locator
           from unnest($1::int[], $2::int[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::int[], $10::timestamptz[], $11::text[], $12::text[])
             with ordinality as p (workspace_id, connection_id, process_id, stream, scope, lane, kind, cursor, follows, since, external_id, locator, position)
           order by position
           returning id`,
    values: [
      pages.map((p) => p.workspaceId),
      pages.map((p) => p.connectionId),
      pages.map((p) => p.processId),
      pages.map((p) => p.stream),
      pages.map((p) => p.scope),
      pages.map((p) => p.lane),
      pages.map((p) => p.kind),
      pages.map((p) => (p.cursor ? JSON.stringify(p.cursor) : null)),
      pages.map((p) => (p.follows ? 1 : 0)),
      pages.map((p) => p.since),
      pages.map((p) => p.externalId ?? null),
      pages.map((p) => p.locator ?? null),
    ],
  });
  return rows.map((row) => row.id);
}

/** A page without its bytes. */
export interface PageRow {
  readonly id: number;
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly processId: string | null;
  readonly stream: string;
  readonly scope: string;
  readonly lane: Lane;
  readonly kind: PageKind;
  readonly cursor: Record<string, string | number> | null;
  readonly follows: boolean;
  readonly since: Date | null;
  readonly externalId: string | null;
  readonly locator: string | null;
  readonly state: PageState;
  readonly generation: number;
  readonly attempts: number;
  readonly readStartedSeq: number | null;
  readonly readEndedSeq: number | null;
}

const columns = `id, workspace_id as "workspaceId", connection_id as "connectionId", process_id as "processId", stream, scope, lane, kind,
  cursor, follows = 1 as follows, since, external_id as "externalId", locator, state, generation, attempts,
  read_started_seq as "readStartedSeq", read_ended_seq as "readEndedSeq"`;

export async function findPage(sql: Sql, id: number): Promise<PageRow | null> {
  const { rows } = await sql.query<PageRow>({
    name: 'page-find',
    text: `select ${columns} from pages where id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** A page with the bytes that its next stage needs. */
export async function findPageWithBytes(
  sql: Sql,
  id: number,
  bytes: 'raw' | 'normalised',
): Promise<(PageRow & { readonly bytes: Buffer | null }) | null> {
  const { rows } = await sql.query<PageRow & { bytes: Buffer | null }>({
    name: `page-find-${bytes}`,
    text: `select ${columns}, ${bytes} as bytes from pages where id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** Locks a page for its merge; null when it is not (or no longer) in that state. */
export async function lockPage(
  tx: Sql,
  id: number,
  state: PageState,
): Promise<(PageRow & { readonly anyItemOpen: boolean }) | null> {
  const { rows } = await tx.query<PageRow & { anyItemOpen: boolean }>({
    name: 'page-lock',
    text: `select ${columns}, exists (select from reconciliation_items r
             where r.workspace_id = p.workspace_id and r.connection_id = p.connection_id and r.state in ('open', 'retrying')) as "anyItemOpen"
           from pages p where id = $1 and state = $2 for update of p`,
    values: [id, state],
  });
  return rows[0] ?? null;
}

/** Marks that a read of the page starts now and draws its number from the read sequence (rule 2.7). A held page is swept late. */
export async function beginRead(
  sql: Sql,
  id: number,
  { held = false }: { readonly held?: boolean } = {},
): Promise<number | null> {
  const { rows } = await sql.query<{ seq: number }>({
    name: 'page-begin-read',
    text: `update pages set read_started_seq = nextval('read_seq'), touched_at = now(),
             next_attempt_at = case when $2 then now() + interval '10 minutes' else next_attempt_at end
           where id = $1 and state = 'queued' returning read_started_seq as seq`,
    values: [id, held],
  });
  return rows[0]?.seq ?? null;
}

export interface StoredRaw {
  /** False when it was read before and sent back, because the answer was garbled. */
  readonly isFirst: boolean;
  /** Whether what follows it is still to be planned. */
  readonly follows: boolean;
}

/**
 * Stores what came, compressed; null when another worker stored this page before. With `hasNext` the page
 * follows no further: its successor is the caller's to insert, in the same transaction, when it did follow.
 */
export async function storeRaw(
  tx: Sql,
  id: number,
  startedSeq: number,
  raw: Buffer,
  hasNext = false,
): Promise<StoredRaw | null> {
  const { rows } = await tx.query<StoredRaw & Record<string, unknown>>({
    name: 'page-store-raw',
    text: `update pages p set state = 'fetched', raw = $3, read_started_seq = $2, read_ended_seq = nextval('read_seq'), fetched_at = now(), touched_at = now(),
             fetches = p.fetches + 1, next_attempt_at = null, error_class = null, error = null, follows = case when $4 then 0 else p.follows end
           from (select id, follows, fetched_at from pages where id = $1 and state = 'queued' for update) o
           where p.id = o.id returning o.fetched_at is null as "isFirst", o.follows = 1 as follows`,
    values: [id, startedSeq, raw, hasNext],
  });
  return rows[0] ?? null;
}

/** Gives a page up; false when it is no longer in the state that its worker saw: another one got further. */
export async function storeFailed(
  tx: Sql,
  page: { readonly id: number; readonly state: PageState },
  errorClass: string,
  message: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update pages set state = 'failed', error_class = $3, error = $4, finished_at = now(), touched_at = now(), next_attempt_at = null
     where id = $1 and state = $2 and state in ('queued', 'fetched', 'normalised')`,
    [page.id, page.state, errorClass, message],
  );
  return rowCount === 1;
}

/** Holds a page until `until` (the database's due time, not the queue's); `countAttempt` is false for the vendor's waits. */
export async function deferPage(
  sql: Sql,
  page: { readonly id: number; readonly state: PageState },
  until: Date,
  error: { readonly class: string; readonly message: string },
  countAttempt: boolean,
): Promise<void> {
  await sql.query(
    `update pages set next_attempt_at = $3, error_class = $4, error = $5, attempts = attempts + $6::int, touched_at = now(),
       generation = generation + 1
     where id = $1 and state = $2 and state in ('queued', 'fetched', 'normalised')`,
    [page.id, page.state, until, error.class, error.message, countAttempt ? 1 : 0],
  );
}

/** Which of `ids` (`stream/id`) a merged page showed unchanged by a read that ended after `startedSeq`. */
export async function shownUnchangedSince(
  tx: Sql,
  workspaceId: number,
  connectionId: number,
  startedSeq: number,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await tx.query<{ id: string }>({
    name: 'pages-unchanged-since',
    text: `select distinct u as id from pages p, unnest(p.unchanged_ids) u
           where p.workspace_id = $1 and p.connection_id = $2 and p.read_ended_seq > $3 and p.unchanged_ids is not null
             and p.unchanged_ids && $4 and u = any($4)`,
    values: [workspaceId, connectionId, startedSeq, ids],
  });
  return new Set(rows.map((row) => row.id));
}

/** Sends a fetched page back to be read again; returns how often it was read, or null when it moved on. */
export async function requeueForFetch(sql: Sql, id: number): Promise<number | null> {
  const { rows } = await sql.query<{ fetches: number }>(
    `update pages set state = 'queued', raw = null, generation = generation + 1, touched_at = now() where id = $1 and state = 'fetched' returning fetches`,
    [id],
  );
  return rows[0]?.fetches ?? null;
}

/** A page for an answer that has come: its read began at `startedSeq`. */
export async function insertReadPage(
  sql: Sql,
  page: Pick<NewPage, 'workspaceId' | 'connectionId' | 'stream' | 'scope' | 'lane' | 'locator'> & {
    readonly externalId: string;
  },
  startedSeq: number,
): Promise<number> {
  const { rows } = await sql.query<{ id: number }>({
    name: 'page-insert-read',
    text: `insert into pages (workspace_id, connection_id, stream, scope, lane, kind, external_id, locator, read_started_seq, fetches)
           values ($1, $2, $3, $4, $5, 'single', $6, $7, $8, 1) returning id`,
    values: [
      page.workspaceId,
      page.connectionId,
      page.stream,
      page.scope,
      page.lane,
      page.externalId,
      page.locator,
      startedSeq,
    ],
  });
  return rows[0]!.id;
}
