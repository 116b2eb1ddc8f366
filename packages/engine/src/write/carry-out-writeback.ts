import { failSpan, inSpan } from '@syncline/observability';
import type { JobInfo } from '@syncline/queue';
import { claimWriteback, deferWriteback, doubtAttempts, finishWriteback, type WritebackRow } from '@syncline/store';
import { refuseOutsideWindow } from '../configuration/refuse-outside-window.ts';
import { openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { carryOutCreate, findToDelete } from './carry-out-create.ts';
import { carryOutCreates } from './carry-out-creates.ts';
import { carryOutDelete } from './carry-out-delete.ts';
import { carryOutUpdate } from './carry-out-update.ts';
import { keepingLease } from './keep-lease.ts';
import { placeOfTwin } from './place-of-twin.ts';
import { handleWriteFailure } from './write-failure.ts';
import type { WriteTask } from './write-task.ts';

/**
 * Carries out one writeback (SEMANTICS 5): what is written is decided now, from what stands now. Writebacks of one
 * entity at one stream run one at a time; a worker that died leaves its lease, and what it may have sent in doubt.
 */
export async function carryOutWriteback(ctx: EngineContext, writebackId: number, info: JobInfo): Promise<void> {
  const row = await claimWriteback(ctx.store, writebackId, ctx.config.writeLeaseMs);
  if (!row) return;
  const { correlationId, processId, connectionId } = row;
  const [parent = null, ...links] = row.traceparents;
  await inSpan(
    `writeback ${row.op}`,
    {
      kind: 'consumer',
      parent,
      links,
      fields: { correlationId, processId, connectionId },
      attributes: { 'syncline.stream': row.stream, 'syncline.writeback_id': row.id },
    },
    async (span) => {
      try {
        const task = await openTask(ctx, row, info);
        if (task) await keepingLease(ctx, [row.id], () => carryOut(task, info));
        ctx.logger.debug({ writebackId: row.id, op: row.op }, 'writeback carried out');
      } catch (thrown) {
        failSpan(span, thrown);
        await handleWriteFailure(ctx, row, thrown, info);
      }
    },
  );
}

async function openTask(ctx: EngineContext, row: WritebackRow, info: JobInfo): Promise<WriteTask | null> {
  const connection = await openConnection(ctx, row.connectionId, row.lane);
  if (connection.row.health !== 'ok') {
    await deferWriteback(ctx.store, row.id, {
      until: new Date(ctx.clock.now().getTime() + ctx.config.sweepAfterMs),
      countAttempt: false,
      errorClass: 'auth',
      error: 'The connection needs new credentials.',
    });
    return null;
  }
  refuseOutsideWindow(ctx, connection.row, row.lane);
  const plan = await loadPlan(ctx, ctx.store, row.workspaceId);
  const member = plan.memberOf(row.connectionId, row.stream);
  if (!member?.stream.writes) {
    await finishWriteback(ctx.store, row.id, {
      state: 'cancelled',
      error: 'No sync config writes to this stream any more.',
    });
    return null;
  }
  return {
    ctx,
    row,
    connection,
    plan,
    member,
    writes: member.stream.writes,
    doubts: await doubtAttempts(ctx.store, row.id),
    signal: info.signal,
  };
}

async function carryOut(task: WriteTask, info: JobInfo): Promise<void> {
  const twin = await placeOfTwin(task);
  switch (task.row.op) {
    case 'delete':
      if (twin) return carryOutDelete(task, twin);
      return task.doubts.length > 0 && task.row.ownKey !== null ? findToDelete(task) : endAsDone(task);
    case 'create':
    case 'update':
      // What was to be created may have been linked meanwhile, and what was linked may be gone.
      if (twin) return carryOutUpdate(task, twin);
      if (task.row.op !== 'create') return endAsDone(task);
      return task.row.lane === 'bulk' ? carryOutCreates(task, info) : carryOutCreate(task);
    default:
      task.row.op satisfies never;
  }
}

async function endAsDone({ ctx, row }: WriteTask): Promise<void> {
  await finishWriteback(ctx.store, row.id, { state: 'done' });
}
