import type { Probe, Stream } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import {
  addOpenPages,
  addToProcess,
  beginPass,
  insertPages,
  listPartitions,
  lockPage,
  markUnstable,
  type NewPage,
  type PageRow,
  type PartitionRow,
  storeMerged,
} from '@syncline/store';
import type { EngineContext } from './context.ts';
import { enqueueAfterCommit, enqueueCompletion, pageJob } from './enqueue.ts';
import { planPages } from './probe-partition.ts';

/** A list that shrinks under every pass is left to the drift audit, and the process says so. */
const MAX_PASSES = 3;

/**
 * Looks at a list again when all of its pages are merged. In a list read by page numbers, a record that
 * vanishes moves all later ones forward: one of them can slip from a page not read yet to one that was.
 * A list whose count and first record are as before can't have done that, because records are only added
 * at its head: what was added in place of what went would be the first record now. A list that only grew
 * has pushed records backward, onto pages read later, and is whole too. Any other is read once more.
 */
export async function verifyPartition(
  ctx: EngineContext,
  page: PageRow,
  stream: Stream,
  client: unknown,
  signal: AbortSignal,
): Promise<void> {
  const processId = page.processId!;
  const before = (await listPartitions(ctx.store, page.workspaceId, processId)).find(
    (partition) => partition.scope === page.scope,
  );
  if (!before || !stream.probe)
    throw new SynclineError({
      class: 'invalid',
      code: 'no_probe',
      message: `The stream ${stream.name} of ${page.scope} can't be probed.`,
    });
  const now = await stream.probe(client, page.scope, signal);
  const whole = await isWhole(stream, client, before, now, page.scope, signal);
  const givenUp = !whole && before.passes >= MAX_PASSES;
  const again = !whole && !givenUp ? planPages(page, now, stream.pageSize) : [];
  const { pageIds, completing } = await ctx.store.transaction(async (tx) => {
    if (!(await lockPage(tx, page.id, 'queued'))) return { pageIds: [], completing: false };
    await storeMerged(tx, page.id, null, []);
    const ids = await insertPages(tx, again);
    if (givenUp) await markUnstable(tx, page.workspaceId, processId, page.scope);
    if (again.length > 0) await beginPass(tx, { ...page, processId }, now);
    await addOpenPages(tx, page.workspaceId, processId, page.scope, again.length - 1);
    const entered = await addToProcess(tx, processId, { pagesOpen: again.length - 1, pagesExpected: again.length });
    return { pageIds: ids, completing: entered };
  });
  if (!whole)
    ctx.logger.info(
      { processId, stream: page.stream, scope: page.scope, passes: before.passes, givenUp },
      'list changed while it was read',
    );
  await enqueueAfterCommit(
    ctx,
    pageIds.map((id) => pageJob({ id, lane: page.lane, generation: 0 }, 'fetch')),
  );
  if (completing) await enqueueCompletion(ctx, processId);
}

async function isWhole(
  stream: Stream,
  client: unknown,
  before: PartitionRow,
  now: Probe,
  scope: string,
  signal: AbortSignal,
): Promise<boolean> {
  // A cursor does not shift under what is added or removed.
  if (now.followOnly) return true;
  if (before.probeCount === now.count && before.probeHead === now.head) return true;
  if (before.probeHead === null || before.probeCount === null) return before.probeCount === 0;
  if (now.count <= before.probeCount || !stream.headPosition) return false;
  const position = await stream.headPosition(client, scope, before.probeHead, signal);
  return position !== null && now.count - before.probeCount === position;
}

/** The page that verifies a partition when its last page is merged, which may be one of another stream that a record asked for. */
export function verifyPage(page: PageRow, stream: string): NewPage {
  return { ...page, stream, kind: 'verify', cursor: null, follows: false, externalId: null, locator: null };
}
