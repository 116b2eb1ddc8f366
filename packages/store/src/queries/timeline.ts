import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';

export const timelineKinds = ['run', 'write', 'act', 'conflict', 'alert'] as const;
/** `act`: what somebody did, changed or decided. */
export type TimelineKind = (typeof timelineKinds)[number];

/** Something that happened: a run or a write that ended, an act, a conflict that was met, an alert that fired. */
export interface TimelineEntry {
  /** Of this entry alone. */
  readonly key: string;
  readonly at: Date;
  readonly kind: TimelineKind;
  /** `backfill`, `update`, the action of the audit, the code of the conflict, the rule of the alert. */
  readonly what: string;
  /** Who did it; null: Syncline by itself. */
  readonly actor: string | null;
  readonly connectionId: number | null;
  readonly connectionName: string | null;
  readonly stream: string | null;
  readonly entityId: string | null;
  readonly processId: string | null;
  readonly itemId: number | null;
  /** False: it failed, or something is wrong. Null: neither is said of such a thing. */
  readonly success: boolean | null;
  /** Records that a run has merged, or one for a write. */
  readonly records: number | null;
  readonly failed: number | null;
  readonly tookMs: number | null;
  readonly detail: string | null;
}

export interface TimelineFilter {
  readonly kind?: TimelineKind | undefined;
  readonly connectionId?: number | undefined;
  readonly success?: boolean | undefined;
}

const cursorKey = /^(run|write|act|conflict|alert) [0-9a-f-]{1,36}$/;

interface Part {
  readonly from: string;
  /** The table's own columns: when it happened, and what tells it from others of the same moment. */
  readonly at: string;
  readonly id: string;
  readonly connectionId: string;
  readonly success: string;
  readonly columns: string;
}

/** SQL: a figure of the run `x` with its children, which read each a stream and have most of it. */
export const ofTree = (figure: string): string =>
  `(select sum(${figure})::int from processes c where c.id = x.id or c.parent_id = x.id)`;
const merged = ofTree('c.records_created + c.records_updated + c.records_unchanged');
const took = (from: string): string => `(extract(epoch from x.finished_at - ${from}) * 1000)::float8`;

/** In the order of the columns: what, actor, stream, entity, process, item, records, failed, took, detail. */
const parts: Readonly<Record<TimelineKind, Part>> = {
  run: {
    from: 'processes x where x.finished_at is not null and x.parent_id is null',
    at: 'x.finished_at',
    id: 'x.id::text',
    connectionId: 'x.connection_id',
    success: "(x.state = 'completed')",
    columns: `x.kind, null::text, x.stream, null::uuid, x.id, null::int, ${merged}, ${ofTree('c.records_failed')}, ${took('x.started_at')}, coalesce(x.error, replace(x.state, '_', ' '))`,
  },
  write: {
    from: 'writebacks x where x.finished_at is not null',
    at: 'x.finished_at',
    id: 'x.id::text',
    connectionId: 'x.connection_id',
    success: "(x.state = 'done')",
    columns: `x.op, null, x.stream, x.entity_id, null, null, (x.state = 'done')::int, (x.state = 'failed')::int, ${took('x.created_at')}, coalesce(x.error, x.external_id)`,
  },
  act: {
    from: 'audit_log x where true',
    at: 'x.at',
    id: 'x.id::text',
    connectionId: `(select c.id from connections c where c.workspace_id = x.workspace_id and x.subject = 'connection ' || c.name)`,
    success: 'null::boolean',
    columns: `x.action, x.actor, null, x.entity_id, null, null, null, null, null, concat_ws(': ', x.subject, x.why)`,
  },
  conflict: {
    from: "reconciliation_items x where x.class = 'conflict'",
    at: 'x.first_seen_at',
    id: 'x.id::text',
    connectionId: 'x.connection_id',
    success: 'null::boolean',
    columns: `x.code, null, x.stream, x.entity_id, null, x.id, null, null, null, x.message`,
  },
  alert: {
    from: 'alerts x where x.fired_at is not null',
    at: 'x.fired_at',
    id: 'x.id::text',
    connectionId: 'x.connection_id',
    success: 'false',
    columns: `x.rule, null, null, null, null, null, null, null, null, x.summary`,
  },
};

/** What happened, newest first. Each kind reads no more than a page along its own index. */
export async function listTimeline(
  sql: Sql,
  workspaceId: number,
  filter: TimelineFilter,
  page: PageRequest,
): Promise<Paged<TimelineEntry>> {
  const [at, key] = decodeCursor(page.cursor, [cursorPattern.instant, cursorKey]);
  const kinds = timelineKinds.filter((kind) => filter.kind === undefined || kind === filter.kind);
  const halves = kinds.map((kind) => {
    const part = parts[kind];
    return `(select '${kind} ' || ${part.id}, ${part.at}, '${kind}'::text, ${part.connectionId}, ${part.success}, ${part.columns}
      from ${part.from} and x.workspace_id = $1
        and ($2::timestamptz is null or (${part.at} <= $2 and (${part.at}, '${kind} ' || ${part.id}) < ($2, $3::text)))
        and ($4::int is null or ${part.connectionId} = $4) and ($5::boolean is null or ${part.success} = $5)
      order by ${part.at} desc, '${kind} ' || ${part.id} desc limit $6)`;
  });
  const { rows } = await sql.query<TimelineEntry & { cursorAt: string }>(
    `select t.*, t.at::text as "cursorAt", c.name as "connectionName"
     from (${halves.join(' union all ')}) t (key, at, kind, "connectionId", success, what, actor, stream, "entityId", "processId", "itemId", records, failed, "tookMs", detail)
       left join connections c on c.id = t."connectionId"
     order by t.at desc, t.key desc limit $6`,
    [workspaceId, at, key, filter.connectionId ?? null, filter.success ?? null, page.limit + 1],
  );
  const { items, nextCursor } = toPage(rows, page.limit, (row) => [row.cursorAt, row.key]);
  return { items: items.map(({ cursorAt: _, ...entry }) => entry), nextCursor };
}
