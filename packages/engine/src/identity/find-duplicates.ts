import { canonicalJson, type Json } from '@syncline/core';
import {
  claimIdentity,
  closeDuplicates,
  closeDuplicatesOf,
  dueRecords,
  findCandidates,
  type IdentityState,
  indexRecords,
  lastEventPosition,
  noteFollowed,
  noteScored,
  readEvents,
  readHeldTraits,
  releaseIdentity,
  renewIdentity,
  type Sql,
  saveDuplicates,
  scanEntities,
  scoreAnew,
  workspacesWithKinds,
} from '@syncline/store';
import { identityKinds } from '../configuration/identity-schema.ts';
import type { EngineContext } from '../context.ts';
import { laterPosition } from '../events/later-position.ts';
import type { TimedTask } from '../roles.ts';
import { createPairComparer } from './compare-pairs.ts';
import { linkDuplicates } from './decide-duplicate.ts';
import { readIdentitySettings } from './identity-settings.ts';
import { indexedRecord } from './read-traits.ts';

const LEASE_MS = 120_000;
const EVENTS_A_READ = 2_000;
const ENTITIES_A_READ = 1_000;
const COMPARED_A_ROUND = 1_000;
/** Events are kept for days: who was away for longer reads everything anew. */
const AWAY_MS = 24 * 3_600_000;

/** Looks who is who, a workspace after the other; several schedulers may do it. */
export function duplicatesTask(ctx: EngineContext): TimedTask {
  return { name: 'find duplicates', everyMs: 5_000, run: (signal) => findAllDuplicates(ctx, signal) };
}

async function findAllDuplicates(ctx: EngineContext, signal?: AbortSignal): Promise<void> {
  for (const workspaceId of await workspacesWithKinds(ctx.store, identityKinds)) {
    if (signal?.aborted) return;
    const found = await findDuplicates(ctx, workspaceId, signal);
    if (found !== null) await linkDuplicates(ctx, workspaceId, () => signal?.aborted !== true);
  }
}

/**
 * Follows what has changed in a workspace, and compares it with what it may be. First all that changed is indexed, then
 * pairs are compared: how common a value is has to be known by then. Returns how many pairs are open that were not; null:
 * somebody else is at it.
 */
export async function findDuplicates(
  ctx: EngineContext,
  workspaceId: number,
  signal?: AbortSignal,
): Promise<number | null> {
  const claimed = await claimIdentity(ctx.store, workspaceId, LEASE_MS);
  if (!claimed) return null;
  const goOn = async (): Promise<boolean> =>
    signal?.aborted !== true && (await renewIdentity(ctx.store, workspaceId, claimed.pass, LEASE_MS));
  try {
    const isAway = claimed.followedAt !== null && ctx.clock.now().getTime() - claimed.followedAt.getTime() > AWAY_MS;
    const begun: IdentityState = isAway ? { ...claimed, position: null, scannedTo: null, scanFrom: null } : claimed;
    if (!(await follow(ctx, begun, goOn))) return 0;
    return await compareDue(ctx, begun, goOn);
  } finally {
    await releaseIdentity(ctx.store, workspaceId, claimed.pass);
  }
}

/** True when everything that was committed when it began is indexed. */
async function follow(ctx: EngineContext, state: IdentityState, goOn: () => Promise<boolean>): Promise<boolean> {
  const { workspaceId, pass } = state;
  let { position, scannedTo } = state;
  if (position === null) {
    const scanFrom = state.scanFrom ?? (await lastEventPosition(ctx.store));
    for (;;) {
      if (!(await goOn())) return false;
      const ids = await scanEntities(ctx.store, workspaceId, identityKinds, scannedTo, ENTITIES_A_READ);
      scannedTo = ids.at(-1) ?? scannedTo;
      const isWhole = ids.length < ENTITIES_A_READ;
      position = isWhole ? scanFrom : null;
      await ctx.store.transaction(async (tx) => {
        await indexEntities(tx, workspaceId, pass, ids);
        await noteFollowed(
          tx,
          workspaceId,
          isWhole ? { position, scannedTo: null, scanFrom: null } : { position, scannedTo, scanFrom },
        );
      });
      if (isWhole) break;
    }
  }
  for (;;) {
    if (!(await goOn())) return false;
    const end = await lastEventPosition(ctx.store);
    const events = await readEvents(ctx.store, workspaceId, position!, EVENTS_A_READ);
    const isWhole = events.length < EVENTS_A_READ;
    const last = events.at(-1)?.position ?? position!;
    const next = isWhole ? laterPosition(last, end) : last;
    if (next === position) return true;
    position = next;
    await ctx.store.transaction(async (tx) => {
      await indexEntities(tx, workspaceId, pass, [...new Set(events.flatMap(({ entityId }) => entityId ?? []))]);
      await noteFollowed(tx, workspaceId, { position, scannedTo: null, scanFrom: null });
    });
    if (isWhole) return true;
  }
}

async function indexEntities(tx: Sql, workspaceId: number, pass: number, ids: readonly string[]): Promise<void> {
  const held = await readHeldTraits(tx, workspaceId, identityKinds, ids);
  const known = new Set(held.map(({ id }) => id));
  await indexRecords(tx, workspaceId, pass, ids, held.map(indexedRecord));
  await closeDuplicatesOf(
    tx,
    workspaceId,
    ids.filter((id) => !known.has(id)),
  );
}

async function compareDue(ctx: EngineContext, state: IdentityState, goOn: () => Promise<boolean>): Promise<number> {
  const { workspaceId, pass } = state;
  const settings = await readIdentitySettings(ctx.store, workspaceId);
  const thresholds = canonicalJson(settings as unknown as Json);
  if (state.settings !== thresholds) await ctx.store.transaction((tx) => scoreAnew(tx, workspaceId, thresholds, pass));
  const comparer = createPairComparer(ctx.store, workspaceId, settings);
  let opened = 0;
  for (;;) {
    if (!(await goOn())) return opened;
    const ids = await dueRecords(ctx.store, workspaceId, COMPARED_A_ROUND);
    if (ids.length === 0) return opened;
    const found = await comparer.compare(await findCandidates(ctx.store, workspaceId, ids));
    opened += await ctx.store.transaction(async (tx) => {
      const saved = await saveDuplicates(tx, workspaceId, found);
      await closeDuplicates(tx, workspaceId, ids, found);
      await noteScored(tx, workspaceId, pass, ids);
      return saved;
    });
  }
}
