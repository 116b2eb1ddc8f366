import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '@syncline/core';
import { findImport, type ImportRecord, propose, standingProposal } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { lapseOf, policyFor } from './match-policy.ts';

/** `waits`: for a proposal. `free`: it may be applied; where an approval is why, as long as its digest is still the one approved. */
export type ImportGate =
  | { readonly gate: 'waits'; readonly proposalId: number }
  | { readonly gate: 'free'; readonly digest: string | null };

const unasked: ImportGate = { gate: 'free', digest: null };

/**
 * Has a file that is about to be applied wait, where a policy asks for it. An import that was begun is gone on with: it was
 * approved, or needed no approval, when it began. So is one that was approved as it stands, and left by a process that died.
 */
export async function proposeImport(
  ctx: EngineContext,
  input: { readonly workspaceId: number; readonly importId: string; readonly actor: string },
): Promise<ImportGate> {
  const { workspaceId, importId, actor } = input;
  const plan = await loadPlan(ctx, ctx.store, workspaceId);
  if (plan.approvals.length === 0) return unasked;
  const found = await findImport(ctx.store, importId);
  if (found?.workspaceId !== workspaceId || found.state !== 'proposed') return unasked;
  // Until every row was staged nobody knows how many there are.
  const records = found.stagedAt === null ? Number.MAX_SAFE_INTEGER : found.rowsStaged;
  const policy = await policyFor(plan, { kind: 'import', records });
  if (!policy) return unasked;
  const { fileId, manifest, name, rowsStaged } = found;
  const key = `import ${importId}`;
  const digest = importDigest(found);
  return ctx.store.transaction(async (tx): Promise<ImportGate> => {
    const standing = await standingProposal(tx, workspaceId, key);
    if (standing?.state === 'approved' && standing.digest === digest) return { gate: 'free', digest };
    const proposal = await propose(tx, {
      workspaceId,
      kind: 'import',
      key,
      title: `import ${name}`,
      subject: { importId },
      diff: [],
      evidence: { file: name, fileId, rowsStaged: found.stagedAt === null ? null : rowsStaged, manifest },
      digest,
      proposers: [actor],
      policy: policy.name,
      role: policy.role,
      needed: policy.approvals,
      expiresAt: lapseOf(policy, ctx.clock.now()),
    });
    return { gate: 'waits', proposalId: proposal.id };
  });
}

/** Of what an approver of an import says yes to: the file, and what it means. */
export function importDigest({ fileId, manifest }: ImportRecord): string {
  return hash('sha256', canonicalJson({ fileId, manifest: manifest as Json }), 'hex');
}
