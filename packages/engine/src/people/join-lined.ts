import { findLinedPeople, type LinedPerson } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import type { ActedBy } from '../sync/item-action.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { joinPerson, type TwoPeople } from './decide-person.ts';
import { repairPerson } from './repair-person.ts';

/**
 * Users of whom a line of `people` says that they are one, and who stand as two since they were read before it: they
 * are joined, as by a person's decision. Returns how many were.
 */
export async function joinLined(
  ctx: EngineContext,
  workspaceId: number,
  { actor }: { readonly actor: string | null },
): Promise<number> {
  const { people } = await ctx.store.transaction((tx) => loadPlan(ctx, tx, workspaceId));
  const lined = Map.groupBy(await findLinedPeople(ctx.store, workspaceId, people), ({ line }) => line);
  const by: ActedBy = { workspaceId, actor: actor ?? 'syncline', why: 'the people of a sync config' };
  let joined = 0;
  for (const users of lined.values())
    for (const pair of pairsOf(users)) {
      if ((await joinPerson(ctx, pair, by)).outcome !== 'done') continue;
      await repairPerson(ctx, pair, by);
      joined += 1;
    }
  return joined;
}

/** The first of a line with each of the others; who is named twice at one connection is nobody in particular. */
function pairsOf(users: readonly LinedPerson[]): TwoPeople[] {
  const atOne = Map.groupBy(users, ({ connectionId, stream }) => `${connectionId}/${stream}`);
  const certain = [...atOne.values()].flatMap((there) => (there.length === 1 ? there : []));
  const [first, ...others] = new Set(certain.map(({ entityId }) => entityId));
  return others.map((otherId) => ({ personId: first!, otherId }));
}
