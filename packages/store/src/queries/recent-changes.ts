import type { Sql } from '../database.ts';

export interface RecentChange {
  /** `entity.created`, `sync.conflict` … */
  readonly type: string;
  /** Of the entity that it is about; null: it is about none. */
  readonly kind: string | null;
  /** Where it came from; null: the hub itself. */
  readonly connectionId: number | null;
  readonly connectionName: string | null;
  readonly count: number;
  readonly newestAt: Date;
}

export interface RecentChanges {
  /** What is counted happened since then. */
  readonly since: Date;
  /** Whether so much happened that `since` is later than was asked for. */
  readonly isCut: boolean;
  readonly items: readonly RecentChange[];
}

/** As many events are looked at, the newest first: a backfill's hour may hold millions. */
const EVENTS_LOOKED_AT = 10_000;
const types = [
  'entity.created',
  'entity.updated',
  'entity.deleted',
  'sync.conflict',
  'reconciliation.opened',
  'reconciliation.closed',
  'alert.fired',
];

/** What changed in the last `ms`, counted by what it is and where it came from; bounded however much happened. */
export async function readRecentChanges(sql: Sql, workspaceId: number, ms: number): Promise<RecentChanges> {
  const { rows } = await sql.query<Omit<RecentChange, 'type'> & { type: string | null; since: Date; isCut: boolean }>(
    `with newest as materialized (select workspace_id, type, entity_id, connection_id, at from events order by id desc limit ${EVENTS_LOOKED_AT}),
      span as (
        select greatest(now() - $2 * interval '1 ms', case when count(*) = ${EVENTS_LOOKED_AT} then min(at) end) as since,
          coalesce(count(*) = ${EVENTS_LOOKED_AT} and min(at) > now() - $2 * interval '1 ms', false) as is_cut from newest
      ), counted as (
        select n.type, e.kind, n.connection_id, count(*)::int as count, max(n.at) as newest_at
        from newest n cross join span left join entities e on e.workspace_id = n.workspace_id and e.id = n.entity_id
        where n.workspace_id = $1 and n.at >= span.since and n.type = any($3) group by 1, 2, 3
      )
      select span.since, span.is_cut as "isCut", c.type, c.kind, c.connection_id as "connectionId", k.name as "connectionName", c.count, c.newest_at as "newestAt"
      from span left join counted c on true left join connections k on k.id = c.connection_id order by c.count desc, c.type, c.kind`,
    [workspaceId, ms, types],
  );
  const { since, isCut } = rows[0]!;
  const items = rows.flatMap(({ since: _, isCut: __, type, ...row }) => (type === null ? [] : [{ type, ...row }]));
  return { since, isCut, items };
}
