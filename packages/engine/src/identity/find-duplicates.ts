import { canonicalJson, type Json } from '@syncline/core';
import {
  closeDuplicates,
  closeDuplicatesOf,
  dueRecords,
  type FollowerState,
  findCandidates,
  indexRecords,
  noteScored,
  readHeldTraits,
  type Sql,
  saveDuplicates,
  scoreAnew,
  workspacesWithKinds,
} from '@syncline/store';
import { identityKinds } from '../configuration/identity-schema.ts';
import type { EngineContext } from '../context.ts';
import { type Follower, followChanges, type Round } from '../events/follow-changes.ts';
import { inEachWorkspace } from '../events/in-each-workspace.ts';
import type { TimedTask } from '../roles.ts';
import { createPairComparer } from './compare-pairs.ts';
import { linkDuplicates } from './decide-duplicate.ts';
import { readIdentitySettings } from './identity-settings.ts';
import { indexedRecord } from './read-traits.ts';

const TASK = 'find duplicates';
const COMPARED_A_ROUND = 1_000;

/** Looks who is who, a workspace after the other; several schedulers may do it. */
export function duplicatesTask(ctx: EngineContext): TimedTask {
  const run = async (signal?: AbortSignal): Promise<void> =>
    inEachWorkspace(ctx, TASK, await workspacesWithKinds(ctx.store, identityKinds), signal, async (workspaceId) => {
      const found = await findDuplicates(ctx, workspaceId, signal);
      if (found !== null) await linkDuplicates(ctx, workspaceId, () => signal?.aborted !== true);
    });
  return { name: TASK, everyMs: 5_000, run };
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
  return followChanges(ctx, follower, workspaceId, signal, (round) => compareDue(ctx, round));
}

const follower: Follower = { name: 'identity', kinds: identityKinds, take: indexEntities };

async function indexEntities(tx: Sql, { workspaceId, pass }: FollowerState, ids: readonly string[]): Promise<void> {
  const held = await readHeldTraits(tx, workspaceId, identityKinds, ids);
  const known = new Set(held.map(({ id }) => id));
  await indexRecords(tx, workspaceId, pass, ids, held.map(indexedRecord));
  await closeDuplicatesOf(
    tx,
    workspaceId,
    ids.filter((id) => !known.has(id)),
  );
}

async function compareDue(ctx: EngineContext, { state, goOn, commit }: Round): Promise<number> {
  const { workspaceId, pass } = state;
  const settings = await readIdentitySettings(ctx.store, workspaceId);
  const thresholds = canonicalJson(settings as unknown as Json);
  if (state.settings !== thresholds) await commit((tx) => scoreAnew(tx, state, thresholds));
  const comparer = createPairComparer(ctx.store, workspaceId, settings);
  let opened = 0;
  for (;;) {
    if (!(await goOn())) return opened;
    const ids = await dueRecords(ctx.store, workspaceId, COMPARED_A_ROUND);
    if (ids.length === 0) return opened;
    const found = await comparer.compare(await findCandidates(ctx.store, workspaceId, ids));
    opened += await commit(async (tx) => {
      const saved = await saveDuplicates(tx, workspaceId, found);
      await closeDuplicates(tx, workspaceId, ids, found);
      await noteScored(tx, workspaceId, pass, ids);
      return saved;
    });
  }
}
