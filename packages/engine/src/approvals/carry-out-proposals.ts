import {
  approvedProposals,
  expiredProposals,
  findProposal,
  moveProposal,
  type ProposalRow,
  policiesWaitedFor,
  releaseWritebacks,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, writebackJob } from '../enqueue.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { effects } from './effects.ts';

const BATCH = 200;
/** What was approved and is not carried out by then was left by a process that died. */
const LEFT_AFTER_MS = 60_000;

/** Does what was approved, unless it ends by itself; what can't be done is `failed`, with the reason. */
export async function carryOutProposal(ctx: EngineContext, proposal: ProposalRow, actor: string): Promise<void> {
  const effect = effects[proposal.kind];
  if (!effect.carryOut) return;
  const failure = await effect.carryOut(ctx, proposal, actor);
  await ctx.store.transaction((tx) =>
    moveProposal(tx, proposal, ['approved'], failure === null ? 'done' : 'failed', { actor, reason: failure }),
  );
}

/** The timer of approvals: what nobody approved in time ends, what was left is done, and what no policy asks for goes on. */
export async function tendProposals(ctx: EngineContext): Promise<void> {
  for (const found of await expiredProposals(ctx.store, BATCH)) await expire(ctx, found);
  for (const proposal of await approvedProposals(ctx.store, LEFT_AFTER_MS, BATCH))
    await carryOutProposal(ctx, proposal, 'syncline');
  for (const { workspaceId, policy, ids } of await policiesWaitedFor(ctx.store)) {
    const plan = await loadPlan(ctx, ctx.store, workspaceId);
    if (plan.approvals.some(({ name }) => name === policy)) continue;
    // Nobody asks for an approval any more: they go as they are.
    const released = await ctx.store.transaction((tx) => releaseWritebacks(tx, ids, null));
    await enqueueAfterCommit(ctx, released.map(writebackJob));
  }
}

async function expire(ctx: EngineContext, { id, workspaceId }: { id: number; workspaceId: number }): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const proposal = await findProposal(tx, workspaceId, id, true);
    // It was renewed, or decided, meanwhile.
    if (proposal?.state !== 'waiting' || proposal.expiresAt > ctx.clock.now()) return;
    const by = { actor: 'syncline', reason: 'Nobody approved it in time.' };
    await moveProposal(tx, proposal, ['waiting'], 'expired', by);
    await effects[proposal.kind].droppedIn?.(tx, proposal, 'expired', null);
  });
}
