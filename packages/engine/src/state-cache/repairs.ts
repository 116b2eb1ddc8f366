import { setTimeout as delay } from 'node:timers/promises';
import { backoffDelayMs } from '@syncline/core';
import { StateCacheError } from '@syncline/state-cache';
import type { EngineContext } from '../context.ts';
import type { Changes, Put, Removal } from './changes.ts';
import type { KeeperState } from './keeper-state.ts';
import { writeChanges } from './write-changes.ts';

/** Collects what has to be repaired, and writes as much at once as the cache takes. */
export interface Repairs {
  put(put: Put): Promise<void>;
  remove(removal: Removal): Promise<void>;
  /** Writes what is left. */
  end(): Promise<void>;
  /** Keys that were written or removed. */
  count(): number;
}

const TRIES = 8;
const BACKOFF = { baseMs: 1_000, capMs: 5_000 };
/** Boards and long texts: the pairs are not what bounds a call, nor the memory it takes. */
const PAIRS_AT_ONCE = 5_000;

export function createRepairs(ctx: EngineContext, state: KeeperState): Repairs {
  let count = 0;
  let waiting: Changes = { puts: [], removals: [] };
  const end = async (): Promise<void> => {
    const changes = waiting;
    waiting = { puts: [], removals: [] };
    if (changes.puts.length + changes.removals.length > 0) count += await writeAtLast(ctx, state, changes);
  };
  const room = Math.min(PAIRS_AT_ONCE, ctx.stateCache.limits.pairs);
  const makeRoom = async (): Promise<void> => {
    if (waiting.puts.length >= room || waiting.removals.length >= room) await end();
  };
  return {
    count: () => count,
    end,
    put: (put) => {
      waiting.puts.push(put);
      return makeRoom();
    },
    remove: (removal) => {
      waiting.removals.push(removal);
      return makeRoom();
    },
  };
}

/** Returns how many keys were done. Throws StateCacheError when the cache stays away. */
async function writeAtLast(ctx: EngineContext, state: KeeperState, changes: Changes): Promise<number> {
  let left = changes;
  for (let attempt = 1; ; attempt++) {
    await delay(Math.max(0, state.mayWriteAt - ctx.clock.now().getTime()));
    try {
      const refused = await writeChanges(ctx, ctx.stateCache, state, left);
      left = {
        puts: left.puts.filter(({ key }) => refused.has(key)),
        removals: left.removals.filter(({ key }) => refused.has(key)),
      };
      const open = left.puts.length + left.removals.length;
      if (open === 0 || attempt >= TRIES) return changes.puts.length + changes.removals.length - open;
    } catch (error) {
      if (!(error instanceof StateCacheError) || attempt >= TRIES) throw error;
      ctx.metrics.stateCacheFailures.inc();
      await delay(error.retryAfterMs ?? backoffDelayMs(attempt, BACKOFF));
    }
  }
}
