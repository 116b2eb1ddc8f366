import { hash } from 'node:crypto';
import { canonicalJson, type Json, sameValue } from '@syncline/core';
import {
  findProposal,
  type InsightFindingRow,
  moveProposal,
  noteProposed,
  propose,
  readEntityFields,
  type Sql,
} from '@syncline/store';
import { type ApprovalPolicy, lapseOf, policyFor } from '../approvals/match-policy.ts';
import type { EngineContext } from '../context.ts';
import type { SyncPlan } from '../sync/sync-plan.ts';

/** What a rule proposes waits for an approval whether a policy speaks of it or not: it is nobody's own edit. */
const byDefault: Pick<ApprovalPolicy, 'name' | 'role' | 'approvals' | 'expiresAfterHours'> = {
  name: 'insights',
  role: 'approver',
  approvals: 1,
  expiresAfterHours: 168,
};

/** Has what a rule asks for wait for an approval. What was proposed just so before is not proposed again. */
export async function proposeFinding(
  ctx: EngineContext,
  tx: Sql,
  plan: SyncPlan,
  finding: InsightFindingRow,
  asked: { readonly title: string; readonly fields: Readonly<Record<string, Json>> },
): Promise<void> {
  const { workspaceId, entityId, rule, id } = finding;
  const entity = await readEntityFields(tx, workspaceId, entityId);
  if (!entity) return;
  const diff = Object.entries(asked.fields)
    .filter(([field, after]) => !sameValue(entity.fields[field] ?? null, after))
    .map(([field, after]) => ({ field, before: entity.fields[field] ?? null, after }));
  if (diff.length === 0) return;
  const digest = hash('sha256', canonicalJson({ entityId, diff } as unknown as Json), 'hex');
  if (finding.proposedDigest === digest) return;
  const of = (side: 'before' | 'after') => Object.fromEntries(diff.map((each) => [each.field, each[side]]));
  const policy =
    (await policyFor(plan, {
      kind: 'enrichment',
      entityKind: entity.kind,
      fields: Object.keys(asked.fields),
      valuesOf: (field) => [entity.fields[field], asked.fields[field]],
    })) ?? byDefault;
  const proposal = await propose(tx, {
    workspaceId,
    kind: 'enrichment',
    key: `insight ${id}`,
    title: asked.title,
    entityId,
    entityKind: entity.kind,
    subject: { entityId, kind: entity.kind, fields: of('after'), before: of('before') },
    diff,
    evidence: { insight: id, rule, summary: finding.summary, ...finding.evidence },
    digest,
    proposers: [`insights: ${rule}`],
    policy: policy.name,
    role: policy.role,
    needed: policy.approvals,
    expiresAt: lapseOf(policy as ApprovalPolicy, ctx.clock.now()),
  });
  await noteProposed(tx, finding, proposal.id, digest);
}

/** What was proposed for findings that are no more waits for nobody. */
export async function withdrawProposals(
  tx: Sql,
  findings: readonly InsightFindingRow[],
  by = { actor: 'syncline', reason: 'What it was proposed for holds no longer.' },
): Promise<void> {
  for (const { workspaceId, proposalId } of findings) {
    const proposal = proposalId === null ? null : await findProposal(tx, workspaceId, proposalId, true);
    if (proposal) await moveProposal(tx, proposal, ['waiting'], 'superseded', by);
  }
}
