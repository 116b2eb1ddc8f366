import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { membersOfConfig } from './sync-members.ts';
import { ofTree } from './timeline.ts';

/** One piece of finished work: a run that read, or a write. As the view `sync_history` has it, and in pages. */
export interface SyncHistoryEntry {
  readonly correlationId: string;
  readonly type: string;
  readonly connectionId: number;
  readonly connectionName: string;
  readonly stream: string | null;
  readonly entityId: string | null;
  readonly itemsSynced: number;
  readonly itemsFailed: number;
  readonly startedAt: Date | null;
  readonly finishedAt: Date;
  readonly success: boolean;
  readonly error: string | null;
  readonly details: string | null;
}

export interface SyncHistoryFilter {
  readonly configId?: number | undefined;
  readonly connection?: string | undefined;
  readonly success?: boolean | undefined;
}

const cursorKey = /^(process|writeback) [0-9a-f-]{1,36}$/;

/** What was done, newest end first. Each half reads no more than a page along its index. */
export async function listSyncHistory(
  sql: Sql,
  workspaceId: number,
  filter: SyncHistoryFilter,
  page: PageRequest & {
    /** So many entries are left out before the page; for who asks by number. */
    readonly skip?: number;
  },
): Promise<Paged<SyncHistoryEntry>> {
  const { skip = 0 } = page;
  const [at, key] = decodeCursor(page.cursor, [cursorPattern.instant, cursorKey]);
  const ofConfig = (condition: string): string =>
    filter.configId === undefined
      ? 'and $4::int is null'
      : `and exists (select from ${membersOfConfig('$4::int')} m where m.connection_id = x.connection_id and ${condition})`;
  const half = (alias: string, stream: string): string =>
    `x.finished_at is not null and x.workspace_id = $1
       and ($2::timestamptz is null or (x.finished_at <= $2 and (x.finished_at, '${alias} ' || x.id) < ($2, $3::text)))
       and ($5::text is null or x.connection_id in (select id from connections where workspace_id = $1 and (name = $5 or id::text = $5)))
       ${ofConfig(stream)}`;
  const { rows } = await sql.query<SyncHistoryEntry & { cursorAt: string; key: string }>(
    `select h.*, c.name as "connectionName", h."finishedAt"::text as "cursorAt" from (
       (select 'process ' || x.id as key, x.id::text as "correlationId", x.kind as type, x.connection_id as "connectionId", x.stream,
          null::uuid as "entityId", ${ofTree('c.records_created + c.records_updated + c.records_unchanged')} as "itemsSynced", ${ofTree('c.records_failed')} as "itemsFailed",
          x.started_at as "startedAt", x.finished_at as "finishedAt", x.state = 'completed' as success, x.error, replace(x.state, '_', ' ') as details
        from processes x where ${half('process', 'true')} and x.parent_id is null and ($6::boolean is null or (x.state = 'completed') = $6)
        order by x.finished_at desc, 'process ' || x.id desc limit $7)
       union all
       (select 'writeback ' || x.id, coalesce(x.correlation_id, 'writeback-' || x.id), 'writeback', x.connection_id, x.stream,
          x.entity_id, (x.state = 'done')::int, (x.state = 'failed')::int,
          x.created_at, x.finished_at, x.state = 'done', x.error, x.op || coalesce(' ' || x.external_id, '')
        from writebacks x where ${half('writeback', 'm.stream = x.stream')} and ($6::boolean is null or (x.state = 'done') = $6)
        order by x.finished_at desc, 'writeback ' || x.id desc limit $7)
     ) h join connections c on c.id = h."connectionId"
     order by h."finishedAt" desc, h.key desc limit $8 offset $9`,
    [
      workspaceId,
      at,
      key,
      filter.configId ?? null,
      filter.connection ?? null,
      filter.success ?? null,
      skip + page.limit + 1,
      page.limit + 1,
      skip,
    ],
  );
  return toPage(rows, page.limit, (row) => [row.cursorAt, row.key]);
}
