import type { Sql } from '../database.ts';
import { note, type ProposalRow } from './proposals.ts';

export interface NewDecision {
  readonly verdict: 'approve' | 'reject';
  readonly actor: string;
  readonly eyes: string;
  readonly words: string | null;
}

/** Keeps what somebody said of a proposal as it stands. Null: these eyes have decided about it already; else how many approved. */
export async function keepDecision(tx: Sql, proposal: ProposalRow, decision: NewDecision): Promise<number | null> {
  const { verdict, actor, eyes, words } = decision;
  const { rowCount } = await tx.query(
    `insert into proposal_decisions (workspace_id, proposal_id, version, verdict, actor, eyes, words)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [proposal.workspaceId, proposal.id, proposal.version, verdict, actor, eyes, words],
  );
  if (rowCount === 0) return null;
  await note(tx, proposal, 'proposal.decided', actor, words, { verdict, digest: proposal.digest });
  const { rows } = await tx.query<{ approvals: number }>(
    `select count(*)::int as approvals from proposal_decisions where proposal_id = $1 and version = $2 and verdict = 'approve'`,
    [proposal.id, proposal.version],
  );
  return rows[0]!.approvals;
}
