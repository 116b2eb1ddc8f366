import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import { newId } from '@syncline/core';
import { type EngineContext, mergePage, transformPage } from '@syncline/engine';
import {
  addToProcess,
  beginRead,
  insertPages,
  insertPartitions,
  insertProcess,
  storeRaw,
  transitionProcess,
} from '@syncline/store';
import type { SamplePage } from './sample-pages.ts';

const compress = promisify(zstdCompress);

/** Pages as the fetcher leaves them: rows with raw bytes, counted by a process that waits for them. */
export async function storeFetchedPages(
  ctx: EngineContext,
  connectionId: number,
  pages: readonly SamplePage[],
): Promise<number[]> {
  const processId = newId();
  const origin = { workspaceId: 1, connectionId };
  await insertProcess(ctx.store, {
    ...origin,
    id: processId,
    parentId: null,
    kind: 'backfill',
    stream: pages[0]!.stream,
    params: {},
  });
  for (const state of ['initializing', 'counting', 'queuing_pages', 'processing'] as const)
    await transitionProcess(ctx.store, processId, state);
  const scopes = [...new Set(pages.map((page) => page.scope))];
  await insertPartitions(ctx.store, 1, processId, scopes);
  await addToProcess(ctx.store, processId, { pagesOpen: pages.length, pagesExpected: pages.length });
  await ctx.store.query('update process_partitions set pages_open = $2 where process_id = $1', [
    processId,
    pages.length,
  ]);
  const ids = await insertPages(
    ctx.store,
    pages.map((page, index) => ({
      ...origin,
      processId,
      stream: page.stream,
      scope: page.scope,
      lane: 'bulk',
      kind: 'list',
      cursor: { page: index + 1 },
      follows: false,
      since: null,
    })),
  );
  for (const [index, page] of pages.entries()) {
    const startedSeq = await beginRead(ctx.store, ids[index]!);
    await storeRaw(ctx.store, ids[index]!, startedSeq!, await compress(JSON.stringify(page.items)));
  }
  return ids;
}

/** What the transformer and the merger do with a page, one page after another. */
export async function mergeStoredPages(ctx: EngineContext, ids: readonly number[]): Promise<void> {
  const info = { jobId: 'bench', attempt: 1, lastAttempt: true, signal: new AbortController().signal };
  for (const id of ids) {
    await transformPage(ctx, id, info);
    await mergePage(ctx, id, info);
  }
}

/** How the records of these pages ended, by outcome. */
export async function outcomesOf(ctx: EngineContext, ids: readonly number[]): Promise<Record<string, number>> {
  const { rows } = await ctx.store.query<{ outcome: string; n: number }>(
    `select key as outcome, sum(value::int)::int as n from pages, jsonb_each_text(outcome) where id = any($1) and state = 'merged' group by key`,
    [ids],
  );
  return Object.fromEntries(rows.map((row) => [row.outcome, row.n]));
}
