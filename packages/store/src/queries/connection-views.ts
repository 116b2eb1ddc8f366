import type { Sql } from '../database.ts';
import { type WebhookSilence, webhookSilences } from '../observe/webhook-silence.ts';
import { pollPeriods } from '../polls.ts';
import type { ConnectionHealth, FieldDrift, StreamSyncState } from '../schema/index.ts';
import { type HealthWord, healthWord } from './connection-health.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';

export interface QuotaView {
  readonly capacity: number;
  /** As it would be taken from now: a window that is over counts as full. */
  readonly remaining: number;
  readonly windowMs: number;
  readonly resetAt: Date;
  /** In the future: no worker calls the vendor until then. */
  readonly pausedUntil: Date | null;
  /** `vendor_failing`: the breaker is open. Else the vendor's bucket that is spent. */
  readonly pauseReason: string | null;
}

export interface StreamView {
  readonly stream: string;
  readonly health: HealthWord;
  readonly state: StreamSyncState;
  readonly scopes: number;
  readonly scopesInError: number;
  /** Everything changed before this time is in the graph; null while a scope was never read whole. */
  readonly syncedUpTo: Date | null;
  readonly ageMs: number | null;
  readonly lastError: string | null;
}

export interface DriftView {
  readonly stream: string;
  readonly field: string;
  /** What people at the vendor call it. */
  readonly name: string;
  readonly drift: FieldDrift;
  readonly since: Date;
}

export interface ConnectionView {
  readonly id: number;
  readonly name: string;
  readonly connector: string;
  readonly baseUrl: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly health: HealthWord;
  readonly credentials: ConnectionHealth;
  readonly healthReason: string | null;
  readonly healthAt: Date;
  readonly subscriptions: number;
  readonly lastDeliveryAt: Date | null;
  /** Null: they tell what they should, or there are none. */
  readonly webhookSilence: WebhookSilence | null;
  readonly createdAt: Date;
  readonly processesRunning: number;
  readonly processesPaused: number;
  readonly openItems: number;
  /** Fields that are paused: gone, or of another type than the field maps rely on. */
  readonly schemaDrift: readonly DriftView[];
  readonly quota: QuotaView | null;
  readonly streams: readonly StreamView[];
}

type Row = Omit<ConnectionView, 'health' | 'streams' | 'schemaDrift' | 'webhookSilence'>;
type StreamRow = Omit<StreamView, 'health'> & { readonly connectionId: number };

/** Deliveries looked through for the last one of a connection: a quiet connection must not cost a scan of the whole inbox. */
const RECENT_DELIVERIES = 2_000;

const columns = `c.id, c.name, c.connector, c.base_url as "baseUrl", c.settings, c.health as credentials, c.health_reason as "healthReason", c.health_at as "healthAt",
  jsonb_array_length(c.subscriptions) as subscriptions,
  greatest(c.last_delivery_at, (select max(b.received_at) from (select workspace_id, connection_id, received_at from inbox order by id desc limit ${RECENT_DELIVERIES}) b
    where b.workspace_id = c.workspace_id and b.connection_id = c.id)) as "lastDeliveryAt", c.created_at as "createdAt",
  (select count(*)::int from processes p where p.finished_at is null and p.connection_id = c.id and p.parent_id is null and p.state <> 'paused') as "processesRunning",
  (select count(*)::int from processes p where p.finished_at is null and p.connection_id = c.id and p.parent_id is null and p.state = 'paused') as "processesPaused",
  (select count(*)::int from reconciliation_items r where r.workspace_id = c.workspace_id and r.connection_id = c.id and r.state in ('open', 'retrying')) as "openItems"`;

/** Connections in order of creation, with their health. `intervalMs` is how often those are polled that no sync config names. */
export async function listConnectionViews(
  sql: Sql,
  workspaceId: number,
  intervalMs: number,
  page: PageRequest,
): Promise<Paged<ConnectionView>> {
  const [after] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const { rows } = await sql.query<Row>(
    `select ${columns} from connections c where c.workspace_id = $1 and c.id > coalesce($2::bigint, 0) order by c.id limit $3`,
    [workspaceId, after, page.limit + 1],
  );
  const { items, nextCursor } = toPage(rows, page.limit, (row) => [String(row.id)]);
  return { items: await addParts(sql, workspaceId, items, intervalMs), nextCursor };
}

/** One connection; null when the workspace has none of that id. */
export async function showConnection(
  sql: Sql,
  workspaceId: number,
  intervalMs: number,
  id: number,
): Promise<ConnectionView | null> {
  const { rows } = await sql.query<Row>(
    `select ${columns} from connections c where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, id],
  );
  return (await addParts(sql, workspaceId, rows, intervalMs))[0] ?? null;
}

async function addParts(
  sql: Sql,
  workspaceId: number,
  rows: readonly Row[],
  intervalMs: number,
): Promise<ConnectionView[]> {
  const ids = rows.map((row) => row.id);
  const streams = await readStreams(sql, workspaceId, ids);
  const quotas = await readQuotas(sql, workspaceId, ids);
  const drifts = await readDrift(sql, workspaceId, ids);
  const silences = await readSilences(sql, workspaceId, ids);
  const periods = await pollPeriods(sql, ids, intervalMs);
  return rows.map((row) => {
    const periodMs = periods.get(row.id) ?? intervalMs;
    const own = streams.filter((stream) => stream.connectionId === row.id);
    const ages = own.map((stream) => stream.ageMs);
    const facts = {
      health: row.credentials,
      running: row.processesRunning,
      paused: row.processesPaused,
      isFailing: quotas.get(row.id)?.isFailing ?? false,
      state: own.some((stream) => stream.state === 'error') ? ('error' as const) : ('idle' as const),
      ageMs: ages.length === 0 || ages.includes(null) ? null : Math.max(...ages.map((age) => age ?? 0)),
    };
    const schemaDrift = drifts
      .filter((each) => each.connectionId === row.id)
      .map(({ connectionId: _, ...each }) => each);
    // What is wrong with the connection as a whole comes first: then nothing of it is read.
    const needsFields = row.credentials === 'ok' && schemaDrift.length > 0;
    return {
      ...row,
      schemaDrift,
      webhookSilence: silences.get(row.id) ?? null,
      ...(needsFields && { healthReason: `schema_drift: ${schemaDrift.map(sayDrift).join(', ')}` }),
      health: needsFields ? 'action required' : healthWord(facts, periodMs),
      quota: quotas.get(row.id)?.quota ?? null,
      streams: own.map(({ connectionId: _, ...stream }) => ({
        ...stream,
        health: streamHealth(stream, row, periodMs),
      })),
    };
  });
}

async function readSilences(
  sql: Sql,
  workspaceId: number,
  connectionIds: readonly number[],
): Promise<Map<number, WebhookSilence>> {
  const { rows } = await sql.query<WebhookSilence & { connectionId: number }>(
    `select connection_id as "connectionId", since, missed, streams from (${webhookSilences}) silent where connection_id = any($2::int[])`,
    [workspaceId, connectionIds],
  );
  return new Map(rows.map(({ connectionId, ...silence }) => [connectionId, silence]));
}

function sayDrift({ stream, field, drift }: DriftView): string {
  return `${field} of ${stream} ${drift === 'gone' ? 'is gone' : 'has another type'}`;
}

async function readDrift(
  sql: Sql,
  workspaceId: number,
  connectionIds: readonly number[],
): Promise<(DriftView & { readonly connectionId: number })[]> {
  const { rows } = await sql.query<DriftView & { connectionId: number }>(
    `select connection_id as "connectionId", stream, key as field, agreed->>'name' as name, drift, drifted_at as since
     from field_schemas where workspace_id = $1 and connection_id = any($2::int[]) and drift is not null order by stream, key`,
    [workspaceId, connectionIds],
  );
  return rows;
}

function streamHealth(stream: Omit<StreamView, 'health'>, connection: Row, periodMs: number): HealthWord {
  const syncing = stream.state === 'syncing';
  const facts = {
    running: syncing && connection.processesRunning > 0 ? 1 : 0,
    paused: syncing ? connection.processesPaused : 0,
  };
  return healthWord({ ...facts, health: connection.credentials, state: stream.state, ageMs: stream.ageMs }, periodMs);
}

async function readStreams(sql: Sql, workspaceId: number, connectionIds: readonly number[]): Promise<StreamRow[]> {
  const { rows } = await sql.query<StreamRow>(
    `select connection_id as "connectionId", stream,
       case when bool_or(state = 'syncing') then 'syncing' when bool_or(state = 'error') then 'error' else 'idle' end as state,
       count(*)::int as scopes, (count(*) filter (where state = 'error'))::int as "scopesInError",
       case when bool_and(synced_up_to is not null) then min(synced_up_to) end as "syncedUpTo",
       case when bool_and(synced_up_to is not null) then (extract(epoch from now() - min(synced_up_to)) * 1000)::float8 end as "ageMs",
       coalesce((array_agg(last_error order by updated_at desc) filter (where last_error is not null))[1],
         (select r.message from reconciliation_items r where r.workspace_id = $1 and r.connection_id = s.connection_id and r.stream = s.stream
            and r.class = 'mapping' and r.code not in ('link_proposal', 'cloned_record') and r.state in ('open', 'retrying') order by r.last_attempt_at desc limit 1)) as "lastError"
     from stream_states s where workspace_id = $1 and connection_id = any($2::int[]) group by connection_id, stream order by connection_id, stream`,
    [workspaceId, connectionIds],
  );
  return rows;
}

async function readQuotas(
  sql: Sql,
  workspaceId: number,
  connectionIds: readonly number[],
): Promise<Map<number, { readonly quota: QuotaView; readonly isFailing: boolean }>> {
  const { rows } = await sql.query<QuotaView & { connectionId: number; isFailing: boolean }>(
    `select connection_id as "connectionId", capacity, case when reset_at <= now() then capacity else remaining end as remaining,
       window_ms as "windowMs", reset_at as "resetAt",
       greatest(case when paused_until > now() then paused_until end, case when open_until > now() then open_until end) as "pausedUntil",
       case when open_until > now() then 'vendor_failing' when paused_until > now() then pause_reason end as "pauseReason",
       open_until is not null as "isFailing"
     from quotas where workspace_id = $1 and connection_id = any($2::int[])`,
    [workspaceId, connectionIds],
  );
  return new Map(rows.map(({ connectionId, isFailing, ...quota }) => [connectionId, { quota, isFailing }]));
}
