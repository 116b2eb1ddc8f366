import type { WriteTask } from './write-task.ts';

/** Counts a write that was carried out, for the metrics. */
export function countWritten({ ctx, row, member }: WriteTask, lag: 'with its lag' | 'alone' = 'with its lag'): void {
  const connector = member.connectorId;
  ctx.metrics.writebacks.inc({ connector, op: row.op, outcome: 'done' });
  ctx.metrics.syncOperations.inc({ platform: connector, status: 'success' });
  if (lag === 'with its lag')
    ctx.metrics.writebackLag.observe((ctx.clock.now().getTime() - row.causedAt.getTime()) / 1000);
}
