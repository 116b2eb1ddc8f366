import {
  findPage,
  insertHints,
  insertPages,
  itemForRetry,
  leaveItemOpen,
  moveItemToSlice,
  type NewPage,
  type PageRow,
  type RetriedItem,
  type Sql,
} from '@syncline/store';
import type { EngineContext } from './context.ts';
import { enqueueAfterCommit, mailboxJob, pageJob } from './enqueue.ts';
import { pageItemKey } from './read/page-failure.ts';
import { traced } from './tracing/row-trace.ts';

export type RetryOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * Tries an open item once more: its record is read again, or its page; where that is no longer kept, the list that it was
 * of. A good merge closes the item.
 */
export async function retryItem(ctx: EngineContext, itemId: number): Promise<RetryOutcome> {
  const jobs = await ctx.store.transaction(async (tx) => {
    const item = await itemForRetry(tx, itemId);
    if (item === null) return { outcome: 'not_found' } as const;
    if (item === 'closed') return { outcome: 'refused', reason: 'The item is not open.' } as const;
    if (item.connectionId === 0) {
      await leaveItemOpen(tx, itemId);
      return { outcome: 'refused', reason: 'A row of a file: correct it with `syncline import correct`.' } as const;
    }
    if (item.externalId !== null) {
      const hint = {
        ...item,
        externalId: item.externalId,
        scope: item.scope ?? '',
        op: 'changed' as const,
        source: 'replay' as const,
        inboxId: null,
      };
      await insertHints(tx, traced([hint]));
      return [mailboxJob(hint)];
    }
    const page = await pageToRead(tx, itemId, item);
    if (!page) {
      await leaveItemOpen(tx, itemId);
      return {
        outcome: 'refused',
        reason: `Nothing is kept any more that says what of ${item.stream} to read again. Start a backfill, then resolve the item.`,
      } as const;
    }
    const [id] = await insertPages(tx, [{ ...page, processId: null, lane: 'bulk' }]);
    return [pageJob({ id: id!, lane: 'bulk', generation: 0 }, 'fetch')];
  });
  if ('outcome' in jobs) return jobs;
  await enqueueAfterCommit(ctx, jobs);
  return { outcome: 'done' };
}

/** What to read for an item about a page; null when neither its page nor its list is known. */
async function pageToRead(tx: Sql, itemId: number, item: RetriedItem): Promise<NewPage | null> {
  const page = item.pageId === null ? null : await findPage(tx, item.pageId);
  if (page) return { ...page, ...slice(page) };
  if (item.scope === null) return null;
  const { workspaceId, connectionId, stream, scope } = item;
  const start = { kind: 'list', cursor: null, externalId: null } as const;
  await moveItemToSlice(tx, itemId, pageItemKey({ ...start, connectionId, stream, scope }));
  return {
    ...start,
    workspaceId,
    connectionId,
    stream,
    scope,
    processId: null,
    lane: 'bulk',
    follows: true,
    since: null,
  };
}

/**
 * What is read in place of a page that failed: itself, and what follows it where that was never planned. A
 * probe or a verification stands for the whole list, which is read from its start.
 */
function slice(page: PageRow): Pick<NewPage, 'kind' | 'cursor' | 'follows'> {
  if (page.kind === 'list' || page.kind === 'single') return page;
  return { kind: 'list', cursor: null, follows: true };
}
