import { findPage, insertHints, insertPages, itemForRetry, type NewPage, type PageRow } from '@syncline/store';
import type { EngineContext } from './context.ts';
import { enqueueAfterCommit, mailboxJob, pageJob } from './enqueue.ts';

export type RetryOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly reason: string };

/** Tries an open item once more: its record is read again, or its page. A good merge closes the item. */
export async function retryItem(ctx: EngineContext, itemId: number): Promise<RetryOutcome> {
  const jobs = await ctx.store.transaction(async (tx) => {
    const item = await itemForRetry(tx, itemId);
    if (item === null || item === 'closed') return item;
    if (item.externalId !== null) {
      const hint = {
        ...item,
        externalId: item.externalId,
        scope: item.scope ?? '',
        op: 'changed' as const,
        source: 'replay' as const,
        inboxId: null,
      };
      await insertHints(tx, [hint]);
      return [mailboxJob(hint)];
    }
    const page = item.pageId === null ? null : await findPage(tx, item.pageId);
    if (!page) return 'closed';
    const [id] = await insertPages(tx, [{ ...page, ...slice(page), processId: null, lane: 'bulk' }]);
    return [pageJob({ id: id!, lane: 'bulk', generation: 0 }, 'fetch')];
  });
  if (jobs === null) return { outcome: 'not_found' };
  if (jobs === 'closed')
    return { outcome: 'refused', reason: 'The item is not open, or what it was about is no longer kept.' };
  await enqueueAfterCommit(ctx, jobs);
  return { outcome: 'done' };
}

/**
 * What is read in place of a page that failed: itself, and what follows it where that was never planned. A
 * probe or a verification stands for the whole list, which is read from its start.
 */
function slice(page: PageRow): Pick<NewPage, 'kind' | 'cursor' | 'follows'> {
  if (page.kind === 'list' || page.kind === 'single') return page;
  return { kind: 'list', cursor: null, follows: true };
}
