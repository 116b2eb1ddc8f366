import { SynclineError } from '@syncline/core';
import type { ConnectionRow, Lane } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { bulkOpensAt } from './bulk-window.ts';

/** Throws SynclineError `rate_limited`, a wait that spends no attempt, for bulk work outside the windows of its connection. */
export function refuseOutsideWindow(ctx: EngineContext, row: ConnectionRow, lane: Lane): void {
  if (lane !== 'bulk' || row.bulkWindows === null) return;
  const retryAt = bulkOpensAt(row.bulkWindows, ctx.clock.now());
  if (retryAt === null) return;
  throw new SynclineError({
    class: 'rate_limited',
    code: 'outside_window',
    message: `Bulk work of connection ${row.name} may not run before ${retryAt.toISOString()}; it waits.`,
    retryAt,
  });
}
