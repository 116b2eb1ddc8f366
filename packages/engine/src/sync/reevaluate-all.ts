import { entitiesToReevaluate, heldEntities, type Sql } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import { joinLined } from '../people/join-lined.ts';
import { finishWork } from './finish-work.ts';
import { loadPlan } from './load-plan.ts';
import { openWork } from './open-work.ts';
import { PASSING, reevaluationSource, remergeSeen } from './reevaluate.ts';

const BATCH = 200;

/**
 * Looks at every entity of the members' kinds again, after a field map or a policy changed (rule 3.11): new fields are
 * brought under their rule from what was seen, owners get their way, passing holds are tried again, twins are written.
 * Users whom a new line of `people` names are joined first.
 * Without an `actor` every twin that differs is written. Returns how many entities were looked at.
 */
export async function reevaluateAll(
  ctx: EngineContext,
  workspaceId: number,
  by: { readonly actor: string | null },
): Promise<number> {
  await joinLined(ctx, workspaceId, by);
  let after = '00000000-0000-0000-0000-000000000000';
  let looked = 0;
  for (;;) {
    const ids = await entitiesToReevaluate(ctx.store, workspaceId, after, BATCH);
    if (ids.length === 0) return looked;
    await reevaluate(ctx, workspaceId, ids, by.actor);
    looked += ids.length;
    after = ids.at(-1)!;
  }
}

/** Tries again what was held for reasons that pass; the scheduler does it. Returns how many entities had some. */
export async function reevaluateHeld(ctx: EngineContext): Promise<number> {
  const held = await heldEntities(ctx.store, PASSING, BATCH);
  for (const [workspaceId, entries] of Map.groupBy(held, (entry) => entry.workspaceId))
    await reevaluate(ctx, workspaceId, [...new Set(entries.map((entry) => entry.entityId))], null);
  return held.length;
}

async function reevaluate(
  ctx: EngineContext,
  workspaceId: number,
  entityIds: readonly string[],
  actor: string | null,
): Promise<void> {
  const jobs = await ctx.store.transaction(async (tx: Sql) => {
    const plan = await loadPlan(ctx, tx, workspaceId);
    const work = await openWork(tx, plan, reevaluationSource(workspaceId, actor), ctx.clock.now(), entityIds);
    for (const state of work.states.values()) {
      if (state.deletedAt !== null) continue;
      for (const mapping of state.mappings) remergeSeen(work, state, mapping);
      // A config that came into force writes nothing by itself where the records were linked before (rule 3.12):
      // only what the decisions above changed is planned.
      if (state.steps.length > 0 || actor === null) work.touched.add(state);
    }
    return finishWork(tx, work);
  });
  await enqueueAfterCommit(ctx, jobs);
}
