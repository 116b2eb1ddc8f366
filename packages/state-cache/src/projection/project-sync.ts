import { type Projected, timeOf } from './projected.ts';

/** How the sync of a workspace stands, as the store has it. */
export interface SyncStanding {
  readonly streams: readonly {
    readonly connection: string;
    readonly connector: string;
    readonly stream: string;
    readonly syncedUpTo: Date | null;
    readonly lastError: string | null;
  }[];
  readonly waiting: readonly { readonly what: string; readonly count: number; readonly since: Date | null }[];
  readonly conflicts: readonly {
    readonly id: number;
    readonly entityId: string | null;
    readonly connection: string;
    readonly stream: string;
    readonly externalId: string | null;
    readonly field: string | null;
    readonly code: string;
    readonly since: Date;
  }[];
  readonly conflictsOpen: number;
  readonly itemsOpen: number;
}

/** `sync/last_sync`, `sync/pending` and `sync/conflicts`. The values that are in conflict stay in the hub. */
export function projectSync(standing: SyncStanding): Projected[] {
  const under = (name: string, content: Projected['content']): Projected => ({
    key: `sync/${name}`,
    subject: null,
    content,
  });
  const times = standing.streams.flatMap(({ syncedUpTo }) => syncedUpTo ?? []);
  return [
    under('last_sync', {
      newest: timeOf(times.length === 0 ? null : new Date(Math.max(...times.map((time) => time.getTime())))),
      streams: standing.streams.map(({ connection, connector, stream, syncedUpTo, lastError }) => ({
        connection,
        connector,
        stream,
        synced_up_to: timeOf(syncedUpTo),
        failing: lastError !== null,
      })),
    }),
    under('pending', {
      total: standing.waiting.reduce((sum, { count }) => sum + count, 0),
      ...Object.fromEntries(standing.waiting.map(({ what, count, since }) => [what, { count, since: timeOf(since) }])),
    }),
    under('conflicts', {
      open: standing.conflictsOpen,
      items_open: standing.itemsOpen,
      conflicts: standing.conflicts.map((conflict) => ({
        id: conflict.id,
        entity_id: conflict.entityId,
        connection: conflict.connection,
        stream: conflict.stream,
        external_id: conflict.externalId,
        field: conflict.field,
        class: conflict.code,
        since: timeOf(conflict.since),
      })),
    }),
  ];
}
