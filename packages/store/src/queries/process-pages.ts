import type { PageOutcomeCounts, PageState } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { Lane, PageKind } from '../schema/index.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';

/** A slice of a stream as it was read: how often it was tried, and why not at once. */
export interface ProcessPageView {
  readonly id: number;
  readonly processId: string;
  readonly stream: string;
  readonly scope: string;
  readonly kind: PageKind;
  readonly lane: Lane;
  readonly state: PageState;
  readonly generation: number;
  /** The record, of a page that reads one. */
  readonly externalId: string | null;
  /** Tries that failed. */
  readonly attempts: number;
  /** Why the last of them did. */
  readonly errorClass: string | null;
  readonly error: string | null;
  readonly nextAttemptAt: Date | null;
  readonly outcome: PageOutcomeCounts | null;
  readonly createdAt: Date;
  readonly fetchedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface ProcessPageFilter {
  /** True: only those that did not go well at once. */
  readonly troubled?: boolean | undefined;
}

/** What a process and its children read, the newest first; null when the workspace has no such process. */
export async function listProcessPages(
  sql: Sql,
  workspaceId: number,
  processId: string,
  filter: ProcessPageFilter,
  page: PageRequest,
): Promise<Paged<ProcessPageView> | null> {
  const [before] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const tree = await sql.query<{ id: string }>(
    `select id from processes where workspace_id = $1 and id = $2 union all select id from processes where workspace_id = $1 and parent_id = $2`,
    [workspaceId, processId],
  );
  if (tree.rows.length === 0) return null;
  const { rows } = await sql.query<ProcessPageView>(
    `select id, process_id as "processId", stream, scope, kind, lane, state, generation, external_id as "externalId", attempts, error_class as "errorClass",
       error, case when state = 'queued' then next_attempt_at end as "nextAttemptAt", outcome, created_at as "createdAt", fetched_at as "fetchedAt",
       finished_at as "finishedAt"
     from pages where process_id = any($1::uuid[]) and ($2::bigint is null or id < $2)
       and ($3::boolean is null or (attempts > 0 or error is not null or state = 'failed') = $3)
     order by id desc limit $4`,
    [tree.rows.map(({ id }) => id), before, filter.troubled ?? null, page.limit + 1],
  );
  return toPage(rows, page.limit, (row) => [String(row.id)]);
}
