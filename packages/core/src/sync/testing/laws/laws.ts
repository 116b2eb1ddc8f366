import { confirmWrite } from '../../confirm-write.ts';
import { mergeRemote } from '../../merge-remote.ts';
import { planPatch } from '../../plan-patch.ts';

/** What the simulation is run on: the real thing, or the real thing with a rule left out. */
export interface Laws {
  readonly merge: typeof mergeRemote;
  readonly plan: typeof planPatch;
  readonly confirm: typeof confirmWrite;
  /** Rule 2.7: whether a read counts as of its end; else as of its start. */
  readonly readsHaveLength: boolean;
}

export const theLaws: Laws = { merge: mergeRemote, plan: planPatch, confirm: confirmWrite, readsHaveLength: true };
