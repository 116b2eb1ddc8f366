import type { EnqueueRequest } from '@syncline/queue';
import {
  findProposal,
  keepDecision,
  moveProposal,
  type ProposalFilter,
  type ProposalRow,
  type Role,
  readBatch,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import { carryOutProposal } from './carry-out-proposals.ts';
import { effects } from './effects.ts';

/** What somebody says of a proposal, having seen what `digest` is of. */
export interface Verdict {
  readonly workspaceId: number;
  readonly verdict: 'approve' | 'reject';
  /** As the audit has it: `anna`, `deploy`, `anna (key deploy)`. */
  readonly actor: string;
  readonly role: Role;
  readonly words: string | null;
}

export type DecisionOutcome =
  | { readonly outcome: 'approved' | 'rejected' }
  /** It takes more approvals. */
  | { readonly outcome: 'counted'; readonly missing: number }
  | { readonly outcome: 'not_found' }
  /** It is not what was seen any more. */
  | { readonly outcome: 'stale'; readonly digest: string }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly reason: string };

export type RefusalCode = 'own' | 'role' | 'decided' | 'ended';

export async function decideProposal(
  ctx: EngineContext,
  id: number,
  digest: string,
  by: Verdict,
): Promise<DecisionOutcome> {
  const jobs: EnqueueRequest[] = [];
  let approved: ProposalRow | null = null;
  const outcome = await ctx.store.transaction(async (tx): Promise<DecisionOutcome> => {
    jobs.length = 0;
    approved = null;
    const proposal = await findProposal(tx, by.workspaceId, id, true);
    if (!proposal) return { outcome: 'not_found' };
    if (proposal.state !== 'waiting')
      return { outcome: 'refused', code: 'ended', reason: `Proposal ${id} is ${proposal.state} already.` };
    const refusal = refusalOf(proposal, by);
    if (refusal) return { outcome: 'refused', ...refusal };
    if (proposal.digest !== digest) return { outcome: 'stale', digest: proposal.digest };
    const approvals = await keepDecision(tx, proposal, { ...by, eyes: eyesOf(by.actor) });
    if (approvals === null)
      return { outcome: 'refused', code: 'decided', reason: 'You have decided about it already.' };
    const effect = effects[proposal.kind];
    if (by.verdict === 'reject') {
      await moveProposal(tx, proposal, ['waiting'], 'rejected', { actor: by.actor, reason: by.words });
      await effect.droppedIn?.(tx, proposal, 'rejected', by.words);
      return { outcome: 'rejected' };
    }
    if (approvals < proposal.needed) return { outcome: 'counted', missing: proposal.needed - approvals };
    approved = await moveProposal(tx, proposal, ['waiting'], 'approved', { actor: by.actor, reason: by.words });
    jobs.push(...((await effect.approvedIn?.(tx, proposal)) ?? []));
    return { outcome: 'approved' };
  });
  await enqueueAfterCommit(ctx, jobs);
  if (approved) await carryOutProposal(ctx, approved, by.actor);
  return outcome;
}

interface BatchOutcome {
  readonly done: number;
  readonly refused: readonly { readonly id: number; readonly reason: string }[];
}

/** Decides about several at once; one that is refused does not keep the others. */
export async function decideProposals(
  ctx: EngineContext,
  items: readonly { readonly id: number; readonly digest: string }[],
  by: Verdict,
): Promise<BatchOutcome> {
  const refused: { id: number; reason: string }[] = [];
  let done = 0;
  for (const { id, digest } of items) {
    const decided = await decideProposal(ctx, id, digest, by);
    if (decided.outcome === 'refused') refused.push({ id, reason: decided.reason });
    else if (decided.outcome === 'stale') refused.push({ id, reason: 'It is not what was seen any more.' });
    else if (decided.outcome === 'not_found') refused.push({ id, reason: `There is no proposal ${id}.` });
    else done++;
  }
  return { done, refused };
}

/** As `decideProposals`, of all that wait under a filter, as the digest says they were seen; null: they are others now. */
export async function decideFiltered(
  ctx: EngineContext,
  filter: ProposalFilter,
  digest: string,
  by: Verdict,
): Promise<BatchOutcome | null> {
  const batch = await readBatch(ctx.store, by.workspaceId, filter);
  return batch.digest === digest ? decideProposals(ctx, batch.items, by) : null;
}

const ranks: readonly Role[] = ['viewer', 'operator', 'approver', 'admin'];

/** Why somebody may not decide about a proposal; null: they may. */
export function refusalOf(
  proposal: Pick<ProposalRow, 'proposers' | 'role'>,
  by: Pick<Verdict, 'actor' | 'role'>,
): { readonly code: RefusalCode; readonly reason: string } | null {
  if (ranks.indexOf(by.role) < ranks.indexOf(proposal.role))
    return { code: 'role', reason: `It takes the role ${proposal.role}, and yours is ${by.role}.` };
  const own = proposal.proposers.find(
    (proposer) => eyesOf(proposer) === eyesOf(by.actor) || nameOf(proposer) === nameOf(by.actor),
  );
  return own === undefined
    ? null
    : { code: 'own', reason: `You are who proposes it (${own}): somebody else has to decide.` };
}

/** The key where there is one: it is proven, the name beside it is claimed. */
function eyesOf(actor: string): string {
  return /\(key (.+)\)$/.exec(actor)?.[1] ?? actor;
}

function nameOf(actor: string): string {
  return actor.replace(/ \(key .+\)$/, '');
}
