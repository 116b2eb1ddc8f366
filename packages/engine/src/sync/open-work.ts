import { type EntityState, loadEntityStates, openAttempts, type Sql } from '@syncline/store';
import { governNewFields } from './govern-mapping.ts';
import { LinkedReferences, loadReferences } from './linked-references.ts';
import type { MergeWork, WorkSource } from './merge-work.ts';
import type { SyncPlan } from './sync-plan.ts';

/** Locks entities and everything about them that a decision may need; `finishWork` writes what was decided. */
export async function openWork(
  tx: Sql,
  plan: SyncPlan,
  source: WorkSource,
  now: Date,
  entityIds: readonly string[],
): Promise<MergeWork> {
  const states = await loadEntityStates(tx, plan.workspaceId, entityIds);
  const work: MergeWork = {
    plan,
    source,
    now,
    states,
    references: new LinkedReferences(),
    attempts: await openAttempts(tx, plan.workspaceId, [...states.keys()]),
    conflicts: [],
    unmappable: [],
    landed: [],
    released: [],
    overridden: [],
    accepting: new Set(),
    stirred: [],
    lookedAt: new Set(),
    bound: new Set(),
    unwanted: new Set(),
    touched: new Set(),
  };
  work.references = await loadReferences(tx, plan, [...states.values()]);
  for (const state of states.values()) governAll(work, state);
  return work;
}

/** The home mapping first: the others are compared with what it gives. */
function governAll(work: MergeWork, state: EntityState): void {
  const version = state.version;
  for (const mapping of [...state.mappings].sort((a, b) => Number(b.home) - Number(a.home)))
    governNewFields(work, state, mapping);
  if (state.version > version) work.touched.add(state);
}
