import type { PageOutcomeCounts } from '@syncline/core';
import { connectorIdOf } from '../connections/connector-id-of.ts';
import type { EngineContext } from '../context.ts';

/** Counts what a merge that was committed came to. */
export async function countMerged(
  ctx: EngineContext,
  connectionId: number,
  merged: { readonly outcome: PageOutcomeCounts; readonly mirrored: number },
): Promise<void> {
  const { metrics } = ctx;
  const platform = await connectorIdOf(ctx, connectionId);
  const { failed, ...done } = merged.outcome;
  for (const [outcome, count] of Object.entries(merged.outcome))
    if (count > 0) metrics.recordsMerged.inc({ outcome }, count);
  const succeeded = Object.values(done).reduce((sum, count) => sum + count, 0);
  if (succeeded > 0) metrics.syncOperations.inc({ platform, status: 'success' }, succeeded);
  if (failed > 0) metrics.syncOperations.inc({ platform, status: 'failure' }, failed);
  if (merged.mirrored > 0) metrics.syncMappings.inc({ platform }, merged.mirrored);
}

/** Counts a read or a write that was given up. */
export async function countGivenUp(ctx: EngineContext, connectionId: number): Promise<void> {
  ctx.metrics.syncOperations.inc({ platform: await connectorIdOf(ctx, connectionId), status: 'failure' });
}
