import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import { flushLog } from '../events.ts';
import type { RelayCursor } from './cursor.ts';

/** A stored event with what the history tells of it (see event-bus, which makes domain events of it). */
export interface RelayRow {
  readonly id: number;
  readonly position: string;
  readonly workspaceId: number;
  readonly type: string;
  readonly entityId: string | null;
  readonly entityVersion: number | null;
  readonly processId: string | null;
  readonly connectionId: number | null;
  readonly vendor: string | null;
  readonly payload: Readonly<Record<string, Json>> | null;
  readonly at: Date;
  readonly change: {
    readonly kind: string;
    readonly fields: Readonly<Record<string, Json>>;
    readonly replaced: Readonly<Record<string, Json>>;
    readonly decision: string | null;
    readonly actor: string | null;
    readonly stream: string | null;
  } | null;
}

export interface RelayBatch {
  readonly rows: readonly RelayRow[];
  /** Where it stands once these rows were handed on. */
  readonly next: RelayCursor;
  /** True when there may be more at once. */
  readonly hasMore: boolean;
}

/** What is to be handed on next. All of it is on disk when it is returned: no crash of the server undoes it. */
export async function readRelayBatch(sql: Sql, cursor: RelayCursor, limit: number): Promise<RelayBatch> {
  const round = cursor.until === null ? await openRound(sql, cursor.seen) : { ...cursor, until: cursor.until };
  if (round === null) return { rows: [], next: cursor, hasMore: false };
  const rows = round.afterId === NOTHING_NEW ? [] : await readRows(sql, round, limit);
  // Also where nothing was found: a transaction that a crash undoes must not count as seen.
  await flushLog(sql);
  const isFull = rows.length === limit;
  const next = isFull ? { ...round, afterId: rows.at(-1)!.id } : { seen: round.until, until: null, afterId: 0 };
  // What came while a long round was handed on is there already.
  return { rows, next, hasMore: isFull || cursor.until !== null };
}

interface Round extends RelayCursor {
  readonly until: string;
}

const NOTHING_NEW = Number.MAX_SAFE_INTEGER;

/** What is visible now, and the id before the first row that was not visible then; null when nothing has moved at all. */
async function openRound(sql: Sql, seen: string | null): Promise<Round | null> {
  const { rows } = await sql.query<{ until: string; first: number | null }>({
    name: seen === null ? 'relay-open-first' : 'relay-open',
    text: `select pg_current_snapshot()::text as until, (select min(id) from events ${
      seen === null
        ? ''
        : `where tx >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(tx, $1::pg_snapshot)`
    }) as first`,
    values: seen === null ? [] : [seen],
  });
  const { until, first } = rows[0]!;
  if (until === seen) return null;
  return { seen, until, afterId: first === null ? NOTHING_NEW : first - 1 };
}

/**
 * What an entity was at a version: its fields as they are now, under what each later version replaced first. So a row says
 * the same whenever it is read, and nothing has to be stored twice.
 */
const fieldsAtVersion = `n.fields || coalesce((
  select jsonb_object_agg(l.name, l.value) from (
    select distinct on (f.key) f.key as name, f.value from entity_versions w cross join lateral jsonb_each(w.replaced) f
    where w.workspace_id = e.workspace_id and w.entity_id = e.entity_id and w.version > e.entity_version
    order by f.key, w.version) l), '{}')`;

async function readRows(sql: Sql, { seen, until, afterId }: Round, limit: number): Promise<RelayRow[]> {
  const { rows } = await sql.query<RelayRow & Record<string, unknown>>({
    name: seen === null ? 'relay-read-first' : 'relay-read',
    text: `with batch as materialized (
        select * from events where id > $2 and pg_visible_in_snapshot(tx, $1::pg_snapshot)
          ${seen === null ? '' : 'and not pg_visible_in_snapshot(tx, $4::pg_snapshot)'}
        order by id limit $3)
      select e.id, e.tx || '-' || e.id as position, e.workspace_id as "workspaceId", e.type, e.entity_id as "entityId",
        e.entity_version as "entityVersion", e.process_id as "processId", e.connection_id as "connectionId", c.connector as vendor, e.payload, e.at,
        case when n.id is not null then jsonb_build_object('kind', n.kind, 'fields', n.fields, 'replaced', coalesce(v.replaced, '{}'),
          'decision', v.decision, 'actor', v.actor, 'stream', v.stream) end as change
      from batch e left join connections c on c.id = e.connection_id
      left join lateral (
        select v.replaced, v.decision, v.actor, v.stream from entity_versions v
        where e.type like 'entity.%' and v.workspace_id = e.workspace_id and v.entity_id = e.entity_id and v.version = e.entity_version offset 0) v on true
      left join lateral (
        select n.id, n.kind, case e.type when 'entity.created' then jsonb_strip_nulls(${fieldsAtVersion})
          when 'entity.updated' then (select coalesce(jsonb_object_agg(k.name, a.fields -> k.name), '{}')
            from (select ${fieldsAtVersion} as fields offset 0) a, jsonb_object_keys(v.replaced) as k (name))
          else '{}' end as fields
        from entities n where e.type like 'entity.%' and n.workspace_id = e.workspace_id and n.id = e.entity_id offset 0) n on true
      order by e.id`,
    values: [until, afterId, limit, ...(seen === null ? [] : [seen])],
  });
  return rows;
}
