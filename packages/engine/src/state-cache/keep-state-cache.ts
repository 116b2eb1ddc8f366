import { backoffDelayMs } from '@syncline/core';
import { StateCacheError, workspacePrefix } from '@syncline/state-cache';
import {
  forgetLedger,
  holdStateCache,
  itemsHeldBy,
  lastEventPosition,
  listWorkspaces,
  noteKeeper,
  readStateCacheKeeper,
  type StateCacheKeeperRow,
  wantStateCacheTask,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import type { TimedTask } from '../roles.ts';
import type { Changes, Put, Removal, Workspace } from './changes.ts';
import { compareStateCache } from './compare-state-cache.ts';
import { createKeeperState, dirtySince, isClean, type KeeperState, markDirty, resetKeeper } from './keeper-state.ts';
import { projectBoards, projectSubjects, projectSummaries } from './project-changes.ts';
import { readChanges } from './read-changes.ts';
import { writeChanges } from './write-changes.ts';

/** After this time another process takes over from a keeper that is gone. */
const LEASE_MS = 8_000;
const PASS_EVERY_MS = 300;
/** Boards and summaries are made of many rows: not for every change. */
const SUMMARIES_EVERY_MS = 3_000;
const SUBJECTS_A_LOOK = 1_000;
const BACKOFF = { baseMs: 1_000, capMs: 5_000 };
/** A position that is nearly as old as events are kept may have missed some. */
const KEPT_SHARE = 0.8;

/**
 * Keeps the state cache: follows the events, writes what they have changed, at most once a key and second, and compares
 * all of it now and then. One process at a time does it, under a lease; what it has written up to is stored, so that
 * the next one goes on from there. None when no cache is configured.
 */
export function stateCacheTasks(ctx: EngineContext): TimedTask[] {
  if (ctx.stateCache.kind === 'none') return [];
  const state = createKeeperState();
  return [{ name: 'state cache', everyMs: PASS_EVERY_MS, run: () => keepStateCache(ctx, state) }];
}

/** One pass. */
export async function keepStateCache(ctx: EngineContext, state: KeeperState): Promise<void> {
  const row = await holdStateCache(ctx.store, state.holder, LEASE_MS);
  if (row === null) return resetKeeper(state, null);
  const renewal = setInterval(() => {
    holdStateCache(ctx.store, state.holder, LEASE_MS).catch((err: unknown) =>
      ctx.logger.warn({ err }, 'the lease of the state cache was not renewed'),
    );
  }, LEASE_MS / 4);
  try {
    if (state.position === null) await begin(ctx, state, row);
    await readChanges(ctx, state);
    ctx.metrics.stateCacheBehind.set(secondsSince(ctx, dirtySince(state)));
    if (ctx.clock.now().getTime() < state.mayWriteAt) return;
    await catchUp(ctx, state);
    if (isClean(state)) {
      await noteKeeper(ctx.store, state.holder, { position: state.position, positionAt: ctx.clock.now() });
      await compareWhenDue(ctx, state);
    }
    if (row.failingSince !== null) await noteKeeper(ctx.store, state.holder, { error: null, failingSince: null });
    state.failures = 0;
  } catch (error) {
    await noteFailure(ctx, state, row, error);
  } finally {
    clearInterval(renewal);
  }
}

async function begin(ctx: EngineContext, state: KeeperState, row: StateCacheKeeperRow): Promise<void> {
  const { identity, limits } = ctx.stateCache;
  const now = ctx.clock.now().getTime();
  const age = row.positionAt === null ? Number.POSITIVE_INFINITY : now - row.positionAt.getTime();
  const isKnown = row.cache === identity && row.position !== null && age < ctx.config.retention.eventsMs * KEPT_SHARE;
  if (!isKnown) {
    if (row.cache !== identity) await forgetLedger(ctx.store);
    const position = await lastEventPosition(ctx.store);
    await wantStateCacheTask(ctx.store, 'rebuild');
    await noteKeeper(ctx.store, state.holder, { cache: identity, position, positionAt: ctx.clock.now() });
    resetKeeper(state, position);
  } else resetKeeper(state, row.position);
  // Another process may have written a moment ago.
  state.mayWriteAt = now + limits.writeEveryMs;
}

/** Writes what has changed: as much as the cache takes at once. */
async function catchUp(ctx: EngineContext, state: KeeperState): Promise<void> {
  const { stateCache: cache } = ctx;
  const workspaces = (await listWorkspaces(ctx.store)).map(({ id, name }) => ({ id, prefix: workspacePrefix(name) }));
  const changes: Changes = { puts: [], removals: [] };
  const settled: (() => void)[] = [];
  const take = (made: Changes): void => {
    changes.puts.push(...made.puts);
    changes.removals.push(...made.removals);
  };
  for (const workspace of workspaces) {
    await spreadRelated(ctx, state, workspace);
    await takeSubjects(ctx, state, workspace, changes, take, settled);
  }
  const now = ctx.clock.now().getTime();
  if (changes.puts.length < cache.limits.pairs && now - state.summariesAt >= SUMMARIES_EVERY_MS) {
    state.summariesAt = now;
    for (const workspace of workspaces) {
      const boards = new Map(state.projects.get(workspace.id));
      if (boards.size > 0) take(await projectBoards(ctx, cache, workspace, boards));
      const since = state.workspaces.get(workspace.id) ?? null;
      take(await projectSummaries(ctx, cache, workspace, since));
      settled.push(() => {
        forget(state.projects.get(workspace.id), boards);
        if (since !== null) forget(state.workspaces, new Map([[workspace.id, since]]));
      });
    }
  }
  const refused = await writeChanges(ctx, cache, state, changes);
  for (const settle of settled) settle();
  remarkRefused(state, changes, refused, ctx.clock.now());
  if (changes.puts.length + changes.removals.length > 0)
    await noteKeeper(ctx.store, state.holder, { wroteAt: ctx.clock.now() });
}

/** What belongs to an entity that was not known before is looked at again. */
async function spreadRelated(ctx: EngineContext, state: KeeperState, { id }: Workspace): Promise<void> {
  const related = state.related.get(id);
  if (related === undefined || related.size === 0) return;
  const oldest = [...related.values()].reduce((a, b) => (a < b ? a : b));
  for (const item of await itemsHeldBy(ctx.store, id, [...related.keys()])) markDirty(state.entities, id, item, oldest);
  related.clear();
}

async function takeSubjects(
  ctx: EngineContext,
  state: KeeperState,
  workspace: Workspace,
  changes: Changes,
  take: (made: Changes) => void,
  settled: (() => void)[],
): Promise<void> {
  const dirty = state.entities.get(workspace.id);
  if (dirty === undefined) return;
  const waiting = new Map(dirty);
  while (waiting.size > 0 && changes.puts.length + SUBJECTS_A_LOOK < ctx.stateCache.limits.pairs) {
    const looked = new Map([...waiting].slice(0, SUBJECTS_A_LOOK));
    for (const id of looked.keys()) waiting.delete(id);
    const made = await projectSubjects(ctx, ctx.stateCache, workspace, looked);
    take(made);
    const oldest = [...looked.values()].reduce((a, b) => (a < b ? a : b));
    for (const id of made.projectIds) markDirty(state.projects, workspace.id, id, oldest);
    // First, so that one that was looked at already is looked at again.
    settled.push(() => forget(dirty, looked));
    settled.push(() => made.alsoIds.forEach((id) => markDirty(state.entities, workspace.id, id, oldest)));
  }
}

/** Unless it has changed since it was looked at; then it is marked with another time. */
function forget<Key>(dirty: Map<Key, Date> | undefined, looked: ReadonlyMap<Key, Date>): void {
  for (const [key, since] of looked) if (dirty?.get(key) === since) dirty.delete(key);
}

function remarkRefused(state: KeeperState, changes: Changes, refused: ReadonlySet<string>, now: Date): void {
  if (refused.size === 0) return;
  const all: readonly (Put | Removal)[] = [...changes.puts, ...changes.removals];
  for (const change of all) {
    if (!refused.has(change.key)) continue;
    const since = ('committedAt' in change ? change.committedAt : null) ?? now;
    state.workspaces.set(change.workspaceId, since);
    if (change.subject === null) continue;
    markDirty(state.entities, change.workspaceId, change.subject, since);
    markDirty(state.projects, change.workspaceId, change.subject, since);
  }
}

async function compareWhenDue(ctx: EngineContext, state: KeeperState): Promise<void> {
  const row = await readStateCacheKeeper(ctx.store);
  const isDue = ctx.clock.now().getTime() - (row?.checkedAt?.getTime() ?? 0) >= ctx.config.stateCacheVerifyMs;
  if (row === null || (row.wanted === null && !isDue)) return;
  await compareStateCache(ctx, state, { ...row, task: row.wanted ?? 'verify' }, async () => {
    await readChanges(ctx, state);
    if (ctx.clock.now().getTime() < state.mayWriteAt) return;
    await catchUp(ctx, state).catch((error: unknown) => noteFailure(ctx, state, row, error));
  });
}

/** Throws what has nothing to do with the cache. */
async function noteFailure(
  ctx: EngineContext,
  state: KeeperState,
  row: StateCacheKeeperRow,
  error: unknown,
): Promise<void> {
  if (!(error instanceof StateCacheError)) throw error;
  state.failures += 1;
  const now = ctx.clock.now();
  const waitMs = error.retryAfterMs ?? backoffDelayMs(state.failures, BACKOFF);
  state.mayWriteAt = Math.max(state.mayWriteAt, now.getTime() + waitMs);
  ctx.metrics.stateCacheFailures.inc();
  ctx.logger.warn({ err: error, failures: state.failures, waitMs }, 'state cache can not be written');
  await noteKeeper(ctx.store, state.holder, { error: error.message, failingSince: row.failingSince ?? now });
}

function secondsSince({ clock }: EngineContext, time: Date | null): number {
  return time === null ? 0 : Math.max(0, clock.now().getTime() - time.getTime()) / 1_000;
}
