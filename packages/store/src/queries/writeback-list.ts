import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { AttemptRow, WritebackRow } from '../sync/writebacks.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';

/** One intended write, and what its last try sent. */
export interface WritebackView {
  readonly id: number;
  readonly entityId: string;
  readonly connectionId: number;
  readonly connectionName: string;
  readonly stream: string;
  readonly externalId: string | null;
  readonly op: WritebackRow['op'];
  readonly state: WritebackRow['state'];
  readonly lane: WritebackRow['lane'];
  /** Failed tries that counted. */
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly waitsFor: string | null;
  readonly errorClass: string | null;
  readonly error: string | null;
  readonly processId: string | null;
  readonly correlationId: string | null;
  readonly causedAt: Date;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly lastAttempt: {
    readonly state: AttemptRow['state'];
    readonly patch: Readonly<Record<string, Json>>;
    readonly expected: Readonly<Record<string, Json>>;
    readonly error: string | null;
    readonly startedAt: string;
    readonly finishedAt: string | null;
  } | null;
}

export interface WritebackFilter {
  readonly entityId?: string | undefined;
  readonly states?: readonly WritebackRow['state'][] | undefined;
  readonly connection?: string | undefined;
}

/** Writebacks, newest first. */
export async function listWritebacks(
  sql: Sql,
  workspaceId: number,
  filter: WritebackFilter,
  page: PageRequest,
): Promise<Paged<WritebackView>> {
  const [before] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const { rows } = await sql.query<WritebackView>(
    `select w.id, w.entity_id as "entityId", w.connection_id as "connectionId", c.name as "connectionName", w.stream, w.external_id as "externalId",
       w.op, w.state, w.lane, w.attempts, w.next_attempt_at as "nextAttemptAt", w.waits_for as "waitsFor", w.error_class as "errorClass", w.error,
       w.process_id as "processId", w.correlation_id as "correlationId", w.caused_at as "causedAt", w.created_at as "createdAt",
       w.finished_at as "finishedAt", a.attempt as "lastAttempt"
     from writebacks w join connections c on c.id = w.connection_id
     left join lateral (select jsonb_build_object('state', a.state, 'patch', a.patch, 'expected', a.expected, 'error', a.error,
         'startedAt', a.started_at, 'finishedAt', a.finished_at) as attempt
       from writeback_attempts a where a.writeback_id = w.id order by a.id desc limit 1) a on true
     where w.workspace_id = $1 and w.id < coalesce($2::bigint, 9223372036854775807) and ($3::uuid is null or w.entity_id = $3)
       and ($4::text[] is null or w.state = any($4)) and ($5::text is null or c.name = $5 or c.id::text = $5)
     order by w.id desc limit $6`,
    [workspaceId, before, filter.entityId ?? null, filter.states ?? null, filter.connection ?? null, page.limit + 1],
  );
  return toPage(rows, page.limit, (row) => [String(row.id)]);
}
