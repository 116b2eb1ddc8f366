import type { Probe, Stream } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import {
  addOpenPages,
  addToProcess,
  beginPass,
  countListed,
  hasGap,
  insertPages,
  listPartitions,
  lockPage,
  markUnstable,
  type NewPage,
  type PageRow,
  type PartitionRow,
  storeMerged,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, enqueueCompletion, pageJob } from '../enqueue.ts';
import { planPages, toBeListed } from './probe-partition.ts';

/** A list that changes under every pass is left to the drift audit, and the process says so. */
const MAX_PASSES = 3;

/**
 * Proves a list whole when all of its pages are merged (ADR 8). In a list read by page numbers, a record that vanishes
 * pulls all later ones forward, and one that is added pushes them back: either way one of them can slip from a page not
 * read yet to one that was, because pages are read side by side and again after failures. So what the pages showed is
 * counted: when it is as many different records as stood in the list at its probe, each of them was seen. A list that
 * falls short is read once more.
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
  const listing = await judge(ctx, stream, client, before, now, signal);
  const givenUp = listing !== 'whole' && before.passes >= MAX_PASSES;
  const again = listing !== 'whole' && !givenUp ? planPages(page, now, stream.pageSize) : [];
  const { pageIds, completing } = await ctx.store.transaction(async (tx) => {
    if (!(await lockPage(tx, page.id, 'queued'))) return { pageIds: [], completing: false };
    await storeMerged(tx, page.id, null, []);
    const ids = await insertPages(tx, again);
    if (givenUp) await markUnstable(tx, page.workspaceId, processId, page.scope);
    if (again.length > 0) await beginPass(tx, before, listing === 'shrunk' ? toBeListed(page, now) : null);
    await addOpenPages(tx, page.workspaceId, processId, page.scope, again.length - 1);
    const entered = await addToProcess(tx, processId, { pagesOpen: again.length - 1, pagesExpected: again.length });
    return { pageIds: ids, completing: entered };
  });
  if (listing !== 'whole')
    ctx.logger.info(
      { processId, stream: page.stream, scope: page.scope, passes: before.passes, listing, givenUp },
      'list changed while it was read',
    );
  await enqueueAfterCommit(
    ctx,
    pageIds.map((id) => pageJob({ id, lane: page.lane, generation: 0 }, 'fetch')),
  );
  if (completing) await enqueueCompletion(ctx, processId);
}

/**
 * `short`: nothing went, and something was not shown; what was shown stands, the next pass need only show the rest.
 * `shrunk`: what went may be what was not shown, so that the next pass has to show all that is there by now.
 */
type Listing = 'whole' | 'short' | 'shrunk';

async function judge(
  ctx: EngineContext,
  stream: Stream,
  client: unknown,
  before: PartitionRow,
  now: Probe,
  signal: AbortSignal,
): Promise<Listing> {
  // A page that was given up keeps the checkpoint and has an item: reading the others again would not fill its range.
  if (before.probeCount === null || before.probeHead === null || (await hasGap(ctx.store, before))) return 'whole';
  const grownBy = Math.max(0, now.count - before.probeCount);
  const added =
    now.head === before.probeHead
      ? []
      : await stream.listAhead?.(client, before.scope, before.probeHead, grownBy, signal);
  if (!added) return 'shrunk';
  if ((await countListed(ctx.store, before, added)) === before.probeCount) return 'whole';
  return now.count - added.length === before.probeCount ? 'short' : 'shrunk';
}

/** The page that verifies a partition when its last page is merged, which may be one of another stream that a record asked for. */
export function verifyPage(page: PageRow, stream: string): NewPage {
  return { ...page, stream, kind: 'verify', cursor: null, follows: false, externalId: null, locator: null };
}
