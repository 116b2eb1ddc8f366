import {
  type ConnectionState,
  latencyBounds,
  readServiceFigures,
  readStateCacheKeeper,
  readTroubleCounts,
  type Sql,
  type TroubleCounts,
} from '@syncline/store';
import type { AlertSignal } from '../configuration/alert-schema.ts';
import { quantileOf } from '../service-levels/quantile.ts';

/** What a signal shows: of a connection, or of the workspace as a whole. */
export interface Reading {
  readonly connection: { readonly id: number; readonly name: string } | null;
  readonly value: number;
  /** Of what exactly, in words. */
  readonly detail?: string | undefined;
}

export type Readings = Readonly<Record<AlertSignal, readonly Reading[]>>;

const LATENCY_WINDOW_MS = 5 * 60_000;
const FAILURE_WINDOW_MS = 15 * 60_000;
/** Of fewer ends, one failure would be a large share. */
const FEWEST_ENDS = 20;

/** Everything that rules may look at, of one workspace. `states` are those of all workspaces. */
export async function readSignals(
  sql: Sql,
  workspaceId: number,
  states: readonly ConnectionState[],
): Promise<Readings> {
  const own = states.filter((state) => state.workspaceId === workspaceId);
  const [recent, lately, troubles] = [
    await readServiceFigures(sql, workspaceId, LATENCY_WINDOW_MS),
    await readServiceFigures(sql, workspaceId, FAILURE_WINDOW_MS),
    await readTroubleCounts(sql, workspaceId),
  ];
  const each = (read: (state: ConnectionState) => number | null, detail?: (state: ConnectionState) => string | null) =>
    own.flatMap((state): Reading[] => {
      const value = read(state);
      return value === null ? [] : [{ connection: nameOf(state), value, detail: detail?.(state) ?? undefined }];
    });
  const troubleOf = new Map(troubles.map((trouble) => [trouble.connectionId, trouble]));
  const trouble = (read: (counts: TroubleCounts) => number) =>
    each(({ connectionId }) => read(troubleOf.get(connectionId) ?? noTrouble));
  const whole = (readings: readonly Reading[]): Reading[] => [
    { connection: null, value: readings.reduce((sum, { value }) => sum + value, 0) },
    ...readings,
  ];
  const ended = lately.succeeded + lately.failed;
  const latency = quantileOf(latencyBounds, recent.latency, 0.95);
  return {
    sync_lag_p95: latency === null ? [] : [{ connection: null, value: latency }],
    failure_rate: ended < FEWEST_ENDS ? [] : [{ connection: null, value: lately.failed / ended }],
    state_freshness: each(({ lagMs }) => lagMs / 1000),
    checkpoint_age: each(
      ({ streams }) => worstStream(streams)?.seconds ?? null,
      ({ streams }) => worstStream(streams)?.stream ?? null,
    ),
    open_items: whole(trouble((counts) => counts.openItems)),
    open_conflicts: whole(trouble((counts) => counts.openConflicts)),
    failed_writebacks: whole(trouble((counts) => counts.failedWritebacks)),
    failed_processes: whole(trouble((counts) => counts.failedProcesses)),
    state_drift: [
      ...each(
        (state) => state.driftedFields + (troubleOf.get(state.connectionId)?.unwrittenRecords ?? 0),
        (state) =>
          `${state.driftedFields} paused fields, ${troubleOf.get(state.connectionId)?.unwrittenRecords ?? 0} records that could not be written`,
      ),
      ...(await stateCacheDrift(sql)),
    ],
    webhook_silence: trouble((counts) => counts.silentMs / 1000),
    subscription_expiry: each(({ subscriptionEndsInMs }) =>
      subscriptionEndsInMs === null ? null : subscriptionEndsInMs / 1000,
    ),
    quota_remaining_share: each(({ quota }) => (quota ? quota.remaining / Math.max(1, quota.capacity) : null)),
    needs_reauth: each(
      ({ health }) => Number(health === 'needs_reauth'),
      ({ healthReason }) => healthReason,
    ),
    connection_down: each(
      ({ health, isFailing }) => Number(health === 'misconfigured' || isFailing),
      ({ health, healthReason }) => (health === 'misconfigured' ? healthReason : 'its vendor keeps failing'),
    ),
  };
}

/** What the comparison of the state cache with Postgres found last; it was repaired then, and the next one finds none. */
async function stateCacheDrift(sql: Sql): Promise<Reading[]> {
  const report = (await readStateCacheKeeper(sql))?.report;
  if (!report || report.task !== 'verify') return [];
  const value = report.missing + report.different + report.extra;
  return [{ connection: null, value, detail: `${value} keys of the state cache differed from Postgres` }];
}

const noTrouble: TroubleCounts = {
  connectionId: 0,
  openItems: 0,
  openConflicts: 0,
  failedWritebacks: 0,
  failedProcesses: 0,
  unwrittenRecords: 0,
  silentMs: 0,
};

function nameOf({ connectionId, name }: ConnectionState): { id: number; name: string } {
  return { id: connectionId, name };
}

function worstStream(streams: ConnectionState['streams']): { stream: string; seconds: number } | null {
  let worst: { stream: string; seconds: number } | null = null;
  for (const { stream, ageMs } of streams)
    if (ageMs !== null && ageMs / 1000 > (worst?.seconds ?? -1)) worst = { stream, seconds: ageMs / 1000 };
  return worst;
}
