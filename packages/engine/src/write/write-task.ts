import type { StreamWrites } from '@syncline/connector-sdk';
import type { AttemptRow, WritebackRow } from '@syncline/store';
import type { OpenConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import type { WorkSource } from '../sync/merge-work.ts';
import type { PlanMember, SyncPlan } from '../sync/sync-plan.ts';

/** A claimed writeback with all that carrying it out needs. */
export interface WriteTask {
  readonly ctx: EngineContext;
  readonly row: WritebackRow;
  readonly connection: OpenConnection;
  readonly plan: SyncPlan;
  readonly member: PlanMember;
  readonly writes: StreamWrites;
  /** Earlier tries of it that were never answered, the oldest first. */
  readonly doubts: readonly AttemptRow[];
  readonly signal: AbortSignal;
}

/** How what a write brings to light enters the history. */
export function sourceOfWrite({ row }: Pick<WriteTask, 'row'>): WorkSource {
  return {
    workspaceId: row.workspaceId,
    actor: null,
    connectionId: row.connectionId,
    stream: row.stream,
    pageId: null,
    processId: row.processId,
    correlationId: row.correlationId,
    method: 'manual',
    lane: row.lane,
    isBackfill: false,
  };
}
