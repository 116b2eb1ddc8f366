import {
  type BulkWindowRow,
  listConfigResources,
  listConnections,
  type Sql,
  setConnectionSchedule,
  wakeBulkWork,
} from '@syncline/store';
import {
  type BulkWindowValues,
  dayNumber,
  durationMs,
  everyDay,
  minuteOf,
  type Schedule,
} from './operations-schema.ts';

/** Tells each connection of a workspace when it is polled and when its bulk work may run, as schedules and windows say. */
export async function applySchedules(tx: Sql, workspaceId: number): Promise<void> {
  const rows = await listConfigResources(tx, workspaceId);
  const windows = rows.flatMap(({ kind, value }) =>
    kind === 'window' && value !== null ? [value as unknown as BulkWindowValues] : [],
  );
  for (const { id, name } of await listConnections(tx, workspaceId)) {
    const schedule = rows.find((row) => row.kind === 'schedule' && row.name === name)?.value as Schedule | undefined;
    const own = windows.filter(({ connections }) => connections?.includes(name) ?? true).map(windowRow);
    const isChanged = await setConnectionSchedule(tx, id, {
      pollIntervalMs: schedule ? durationMs(schedule.poll) : null,
      bulkWindows: own.length === 0 ? null : own,
    });
    if (isChanged) await wakeBulkWork(tx, id);
  }
}

function windowRow({ days, from, to, time_zone: timeZone = 'UTC' }: BulkWindowValues): BulkWindowRow {
  return { days: days?.map(dayNumber) ?? everyDay, from: minuteOf(from), to: minuteOf(to), timeZone };
}
