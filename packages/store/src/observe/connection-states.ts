import type { Sql } from '../database.ts';
import type { ConnectionHealth } from '../schema/index.ts';

/** What there is to know of a connection without asking its vendor. Ages and times are the database's. */
export interface ConnectionState {
  readonly workspaceId: number;
  readonly workspace: string;
  readonly connectionId: number;
  readonly name: string;
  readonly connector: string;
  readonly health: ConnectionHealth;
  readonly healthReason: string | null;
  /** Its vendor fails, and it is left alone until one call has been served. */
  readonly isFailing: boolean;
  /** Null: nothing was asked of it yet. */
  readonly quota: { readonly capacity: number; readonly remaining: number } | null;
  readonly lastDeliveryAt: Date | null;
  readonly lastDeliveryAgeMs: number | null;
  readonly subscriptions: number;
  /** The first of them to lapse; null: none does. */
  readonly subscriptionEndsAt: Date | null;
  readonly subscriptionEndsInMs: number | null;
  readonly driftedFields: number;
  /** Age of the oldest announced change that is not in the graph; 0 when there is none. */
  readonly lagMs: number;
  readonly streams: readonly { readonly stream: string; readonly ageMs: number | null }[];
  readonly progress: readonly { readonly kind: string; readonly share: number }[];
}

type Row = Omit<ConnectionState, 'quota' | 'streams' | 'progress'> & {
  readonly capacity: number | null;
  readonly remaining: number | null;
  readonly streams: ConnectionState['streams'] | null;
  readonly progress: ConnectionState['progress'] | null;
};

/** Deliveries looked through for the last one of a connection: a quiet connection must not cost a scan of the inbox. */
const RECENT_DELIVERIES = 2_000;

/** Every connection of every workspace, in order of creation. */
export async function readConnectionStates(sql: Sql): Promise<ConnectionState[]> {
  const { rows } = await sql.query<Row>(
    `with recent as (
       select connection_id, max(received_at) as at from (select connection_id, received_at from inbox order by id desc limit ${RECENT_DELIVERIES}) b group by connection_id),
     waiting as (
       select connection_id, min(since) as since from (
         select connection_id, received_at as since from inbox where state = 'received'
         union all select connection_id, created_at from hints where state = 'pending') w group by connection_id),
     streams as (
       select connection_id, jsonb_agg(jsonb_build_object('stream', stream, 'ageMs', age) order by stream) as all from (
         select connection_id, stream, case when bool_and(synced_up_to is not null) then extract(epoch from now() - min(synced_up_to)) * 1000 end as age
         from stream_states group by connection_id, stream) s group by connection_id),
     progress as (
       select connection_id, jsonb_agg(jsonb_build_object('kind', kind, 'share', share)) as all from (
         select connection_id, kind, least(1, sum(pages_merged + pages_failed)::float8 / greatest(1, sum(pages_expected))) as share
         from processes where finished_at is null group by connection_id, kind) p group by connection_id),
     drifted as (select connection_id, count(*)::int as fields from field_schemas where drift is not null group by connection_id)
     select c.workspace_id as "workspaceId", w.name as workspace, c.id as "connectionId", c.name, c.connector, c.health, c.health_reason as "healthReason",
       (q.open_until is not null) as "isFailing", q.capacity, case when q.reset_at <= now() then q.capacity else q.remaining end as remaining,
       greatest(c.last_delivery_at, r.at) as "lastDeliveryAt",
       (extract(epoch from now() - greatest(c.last_delivery_at, r.at)) * 1000)::float8 as "lastDeliveryAgeMs",
       jsonb_array_length(c.subscriptions) as subscriptions, e.at as "subscriptionEndsAt",
       (extract(epoch from e.at - now()) * 1000)::float8 as "subscriptionEndsInMs",
       coalesce(d.fields, 0) as "driftedFields", coalesce(greatest(0, extract(epoch from now() - wt.since) * 1000), 0)::float8 as "lagMs",
       s.all as streams, p.all as progress
     from connections c join workspaces w on w.id = c.workspace_id
       left join quotas q on q.workspace_id = c.workspace_id and q.connection_id = c.id
       left join recent r on r.connection_id = c.id left join waiting wt on wt.connection_id = c.id
       left join streams s on s.connection_id = c.id left join progress p on p.connection_id = c.id
       left join drifted d on d.connection_id = c.id
       left join lateral (select min((each ->> 'expiresAt')::timestamptz) as at from jsonb_array_elements(c.subscriptions) each) e on true
     order by c.id`,
  );
  return rows.map(({ capacity, remaining, streams, progress, ...row }) => ({
    ...row,
    quota: capacity === null || remaining === null ? null : { capacity, remaining },
    streams: streams ?? [],
    progress: progress ?? [],
  }));
}
