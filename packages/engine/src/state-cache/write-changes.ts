import type { StateCache } from '@syncline/state-cache';
import { type LedgerEntry, noteRemoved, noteWritten } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { asPair, type Changes, type Put, type Removal } from './changes.ts';
import type { KeeperState } from './keeper-state.ts';

/** A little more than the cache allows: clocks of two machines do not run alike. */
const SLACK = 1.1;

/**
 * Writes and removes, and notes what was done. Returns the keys that the cache did not take. Throws StateCacheError
 * when it took nothing that is known of.
 */
export async function writeChanges(
  ctx: EngineContext,
  cache: StateCache,
  state: KeeperState,
  { puts, removals }: Changes,
): Promise<ReadonlySet<string>> {
  const { metrics, store } = ctx;
  const fitting = puts.filter((put) => fits(ctx, cache, put));
  try {
    const now = ctx.clock.now();
    const pairs = fitting.map((put) => asPair(put, now));
    const put = pairs.length === 0 ? { refused: [] } : await cache.put(pairs);
    const notPut = new Set(put.refused);
    const written = fitting.filter(({ key }) => !notPut.has(key));
    await noteWritten(
      store,
      written.map((each): LedgerEntry => ({ ...each, writtenAt: now })),
    );
    observe(ctx, written);
    const remove = removals.length === 0 ? { refused: [] } : await cache.remove(removals.map(({ key }) => key));
    const notRemoved = new Set(remove.refused);
    const gone = removals.filter(({ key }) => !notRemoved.has(key));
    await noteRemoved(store, gone);
    remember(state, cache, gone, ctx.clock.now());
    metrics.stateCacheWrites.inc({ op: 'put', outcome: 'done' }, written.length);
    metrics.stateCacheWrites.inc({ op: 'remove', outcome: 'done' }, gone.length);
    metrics.stateCacheWrites.inc({ op: 'put', outcome: 'refused' }, notPut.size);
    metrics.stateCacheWrites.inc({ op: 'remove', outcome: 'refused' }, notRemoved.size);
    return new Set([...notPut, ...notRemoved]);
  } finally {
    // Whatever came of it: the cache may have taken some.
    if (fitting.length + removals.length > 0)
      state.mayWriteAt = ctx.clock.now().getTime() + cache.limits.writeEveryMs * SLACK;
  }
}

function fits({ logger }: EngineContext, { limits }: StateCache, { key, content }: Put): boolean {
  const bytes = Buffer.byteLength(JSON.stringify(content)) + 1_000;
  if (bytes <= limits.valueBytes) return true;
  logger.warn({ key, bytes }, 'state is not cached: it is too long');
  return false;
}

function observe({ metrics, clock }: EngineContext, puts: readonly Put[]): void {
  const now = clock.now().getTime();
  for (const { committedAt } of puts)
    if (committedAt !== null) metrics.stateCacheFreshness.observe(Math.max(0, now - committedAt.getTime()) / 1_000);
}

function remember(state: KeeperState, { limits }: StateCache, gone: readonly Removal[], now: Date): void {
  for (const [key, at] of state.removed) if (now.getTime() - at > limits.lagMs) state.removed.delete(key);
  if (limits.lagMs > 0) for (const { key } of gone) state.removed.set(key, now.getTime());
}
