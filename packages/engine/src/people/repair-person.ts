import type { Json } from '@syncline/core';
import { entitiesNaming, findPersonRecords, renamePerson, type Sql } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import { mentionsIn } from '../sync/compile-rule.ts';
import type { EntityState } from '../sync/entity-steps.ts';
import { finishWork } from '../sync/finish-work.ts';
import type { ActedBy } from '../sync/item-action.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { applyOutcome, type MergeWork } from '../sync/merge-work.ts';
import { openWork } from '../sync/open-work.ts';
import { remergeSeen } from '../sync/reevaluate.ts';
import { sourceOf, type TwoPeople } from './decide-person.ts';
import { wordsOf } from './words-of.ts';

const BATCH = 100;
/**
 * Looks again at what names a person of whom more is known now: assignees that had no counterpart, texts in which they
 * were named by words alone, comments that they wrote. Doing it again changes nothing. Returns how many were looked at.
 */
export async function repairPerson(ctx: EngineContext, { personId, otherId }: TwoPeople, by: ActedBy): Promise<number> {
  // What was merged while both were joined may name the one that is gone.
  await renamePerson(ctx.store, by.workspaceId, personId, otherId);
  const records = await findPersonRecords(ctx.store, by.workspaceId, [personId]);
  const words = wordsOf(records);
  let looked = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const ids = await entitiesNaming(ctx.store, by.workspaceId, { entityIds: [personId], words }, after, BATCH);
    if (ids.length === 0) return looked;
    const jobs = await ctx.store.transaction((tx) => repair(ctx, tx, ids, by));
    await enqueueAfterCommit(ctx, jobs);
    looked += ids.length;
    after = ids.at(-1)!;
  }
}

async function repair(ctx: EngineContext, tx: Sql, ids: readonly string[], by: ActedBy) {
  const plan = await loadPlan(ctx, tx, by.workspaceId);
  const work = await openWork(tx, plan, sourceOf(by), ctx.clock.now(), ids);
  for (const state of work.states.values()) {
    if (state.deletedAt !== null) continue;
    for (const mapping of state.mappings) remergeSeen(work, state, mapping);
    nameThem(work, state);
    work.touched.add(state);
  }
  return finishWork(tx, work);
}

/** Mentions that the texts of the hub carry hidden, since nobody knew whom they mean, become names. */
function nameThem(work: MergeWork, state: EntityState): void {
  const patch: Record<string, Json> = {};
  const tagging = state.mappings.filter(({ connectionId, stream }) =>
    work.plan.memberOf(connectionId, stream)?.rules.some(({ declared }) => mentionsIn(declared) === 'tags'),
  );
  for (const { connectionId, stream } of state.mappings)
    for (const { field, naming, declared } of work.plan.memberOf(connectionId, stream)?.rules ?? []) {
      const text = patch[field] ?? state.fields[field];
      // Where a login is the mention, none is hidden.
      const mentions = mentionsIn(declared);
      if (!naming || mentions === 'login' || typeof text !== 'string') continue;
      // A number that stands for somebody says not at which of two instances.
      if (mentions === 'tags' && tagging.length > 1) continue;
      const named = naming.toHub(text, null);
      if (named !== text) patch[field] = named;
    }
  const origins = Object.fromEntries(
    Object.keys(patch).flatMap((field) => (state.origins[field] ? [[field, state.origins[field]]] : [])),
  );
  applyOutcome(work, state, 'syncline', { patch, origins, decisions: [] }, { decision: 'more is known of a person' });
}
