import type { Sql } from '../database.ts';
import { listConfiguredMembers } from './sync-members.ts';

/** How one stream of one connection is doing in two-way sync. */
export interface MemberStatus {
  /** `connection/stream`. */
  readonly member: string;
  readonly connectionId: number;
  readonly connectionName: string;
  readonly connector: string;
  readonly stream: string;
  readonly kind: string;
  readonly direction: string;
  /** Names of the enabled configs that it takes part in. */
  readonly configs: readonly string[];
  readonly mapped: number;
  readonly writebacksPending: number;
  /** Age of the oldest change that waits to be written; null: none waits. */
  readonly oldestWaitingMs: number | null;
  readonly conflictsOpen: number;
  /** Open items that are no conflicts. */
  readonly errorsOpen: number;
  readonly lastSyncAt: Date | null;
  /** From the observation of a change to its finished write here; writes of the last hour, null: none. */
  readonly lagP50Ms: number | null;
  readonly lagP95Ms: number | null;
  readonly writtenLastHour: number;
  readonly failedLastHour: number;
}

type Figures = Omit<
  MemberStatus,
  'member' | 'connectionName' | 'connector' | 'kind' | 'direction' | 'configs' | 'mapped'
>;

/** The members of enabled configs in the order of their connections; `mapped` by `connection id/stream`. */
export async function readSyncStatus(
  sql: Sql,
  workspaceId: number,
  mapped: Readonly<Record<string, number>>,
): Promise<MemberStatus[]> {
  const members = (await listConfiguredMembers(sql, workspaceId)).filter((member) => member.isEnabled);
  const groups = Map.groupBy(members, (member) => placeOf(member));
  const places = [...groups.values()].map(([first]) => first!);
  if (places.length === 0) return [];
  const { rows } = await sql.query<Figures & { connectionName: string; connector: string }>(
    `select p.connection_id as "connectionId", p.stream, c.name as "connectionName", c.connector,
       coalesce(w.pending, 0)::int as "writebacksPending", (extract(epoch from now() - w.oldest) * 1000)::float8 as "oldestWaitingMs",
       coalesce(r.conflicts, 0)::int as "conflictsOpen", coalesce(r.errors, 0)::int as "errorsOpen",
       greatest(s.synced_up_to, l.last) as "lastSyncAt", l.p50 as "lagP50Ms", l.p95 as "lagP95Ms",
       coalesce(l.done, 0)::int as "writtenLastHour", coalesce(l.failed, 0)::int as "failedLastHour"
     from unnest($2::int[], $3::text[]) as p (connection_id, stream) join connections c on c.id = p.connection_id
     left join (select connection_id, stream, count(*) as pending, min(caused_at) as oldest from writebacks
       where workspace_id = $1 and state in ('queued', 'sending') group by connection_id, stream) w using (connection_id, stream)
     left join (select connection_id, stream, count(*) filter (where class = 'conflict') as conflicts, count(*) filter (where class <> 'conflict') as errors
       from reconciliation_items where workspace_id = $1 and state in ('open', 'retrying') group by connection_id, stream) r using (connection_id, stream)
     left join (select connection_id, stream, min(synced_up_to) as synced_up_to from stream_states
       where workspace_id = $1 group by connection_id, stream) s using (connection_id, stream)
     left join (select connection_id, stream, count(*) filter (where state = 'done') as done, count(*) filter (where state = 'failed') as failed,
         max(finished_at) filter (where state = 'done') as last,
         percentile_cont(0.5) within group (order by lag) filter (where state = 'done') as p50,
         percentile_cont(0.95) within group (order by lag) filter (where state = 'done') as p95
       from (select connection_id, stream, state, finished_at, greatest(0, extract(epoch from finished_at - caused_at) * 1000)::float8 as lag
         from writebacks where finished_at > now() - interval '1 hour' and workspace_id = $1) f
       group by connection_id, stream) l using (connection_id, stream)
     order by p.connection_id, p.stream`,
    [workspaceId, places.map((place) => place.connectionId), places.map((place) => place.stream)],
  );
  return rows.map((row) => {
    const group = groups.get(placeOf(row))!;
    return {
      member: `${row.connectionName}/${row.stream}`,
      kind: group[0]!.kind,
      direction: group[0]!.direction,
      configs: group.map((member) => member.configName),
      mapped: mapped[placeOf(row)] ?? 0,
      ...row,
    };
  });
}

/** Linked records of each stream, by `connection id/stream`. Reads all mappings, so ask seldom. */
export async function countMappings(sql: Sql, workspaceId: number): Promise<Record<string, number>> {
  const { rows } = await sql.query<{ connectionId: number; stream: string; count: number }>(
    `select connection_id as "connectionId", stream, count(*)::int as count from mappings
     where workspace_id = $1 and state = 'linked' group by connection_id, stream`,
    [workspaceId],
  );
  return Object.fromEntries(rows.map((row) => [placeOf(row), row.count]));
}

function placeOf({ connectionId, stream }: { readonly connectionId: number; readonly stream: string }): string {
  return `${connectionId}/${stream}`;
}
