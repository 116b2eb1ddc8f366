import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '@syncline/core';
import { type DuplicateDetail, propose } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { lapseOf, policyFor } from './match-policy.ts';

/** What was decided about a pair: which entity stays, and by field whose value. */
interface Decided {
  readonly survivorId?: string | undefined;
  readonly fields?: Readonly<Record<string, string>> | undefined;
}

/** Has two entities that are about to be made one wait, where a policy asks for it; null: nobody asks. */
export async function proposeMerge(
  ctx: EngineContext,
  pair: DuplicateDetail,
  decided: Decided,
  by: { readonly workspaceId: number; readonly actor: string; readonly why: string | null },
): Promise<number | null> {
  const { workspaceId, actor, why } = by;
  const { id, kind, aId, bId, aTitle, bTitle, probability, evidence, heldBack } = pair;
  const plan = await loadPlan(ctx, ctx.store, workspaceId);
  const policy = await policyFor(plan, { kind: 'merge', entityKind: kind, confidence: probability });
  if (!policy) return null;
  const survivorId = decided.survivorId ?? null;
  const fields = decided.fields ?? {};
  const proposal = await ctx.store.transaction((tx) =>
    propose(tx, {
      workspaceId,
      kind: 'merge',
      key: `duplicate ${id}`,
      title: `merge ${kind} ${aTitle ?? aId} and ${bTitle ?? bId}`,
      entityId: survivorId ?? aId,
      entityKind: kind,
      subject: { duplicateId: id, survivorId, fields, why },
      diff: [],
      evidence: { entityIds: [aId, bId], probability, evidence, heldBack } as unknown as Record<string, Json>,
      digest: digestOf(pair, decided),
      proposers: [actor],
      policy: policy.name,
      role: policy.role,
      needed: policy.approvals,
      expiresAt: lapseOf(policy, ctx.clock.now()),
    }),
  );
  return proposal.id;
}

/** Of what an approver of a merge sees. How likely a pair is moves with the records of others, and is not part of it. */
export function digestOf({ aId, bId, a, b }: DuplicateDetail, decided: Decided): string {
  const survivorId = decided.survivorId ?? null;
  const fields = decided.fields ?? {};
  const sides = [a, b].map((side) => side && { fields: side.fields, records: side.records.map(recordOf) });
  return hash('sha256', canonicalJson({ aId, bId, sides, survivorId, fields } as unknown as Json), 'hex');
}

function recordOf({ connectionId, stream, externalId }: { connectionId: number; stream: string; externalId: string }) {
  return { connectionId, stream, externalId };
}
