import type { Store } from '../database.ts';
import { writeAudit } from '../sync/audit.ts';

const BATCH = 5_000;

/**
 * Removes sealed rows older than `ageMs`, the oldest first. What is left stays verifiable: the number and seal of the
 * last row removed are its checkpoint, and the removal is an audit row like any other. Returns how many rows went.
 */
export async function pruneAudit(store: Store, ageMs: number): Promise<number> {
  const { rows } = await store.query<{ workspaceId: number }>('select workspace_id as "workspaceId" from audit_chains');
  let pruned = 0;
  for (const { workspaceId } of rows) pruned += await pruneWorkspace(store, workspaceId, ageMs);
  return pruned;
}

function pruneWorkspace(store: Store, workspaceId: number, ageMs: number): Promise<number> {
  return store.transaction(async (tx) => {
    const { rows } = await tx.query<{ prunedSeq: number }>(
      `select pruned_seq as "prunedSeq" from audit_chains where workspace_id = $1 for update skip locked`,
      [workspaceId],
    );
    const chain = rows[0];
    if (!chain) return 0;
    // From the front alone: a row is removed when all before it are.
    const { rows: found } = await tx.query<{ seq: number; hash: string }>(
      `select seq, encode(hash, 'hex') as hash from (
         select seq, hash, max(at) over (order by seq) as newest from audit_log
         where workspace_id = $1 and seq > $2::bigint and seq <= $2::bigint + $4::int) a
       where newest < now() - make_interval(secs => $3 / 1000.0) order by seq desc limit 1`,
      [workspaceId, chain.prunedSeq, ageMs, BATCH],
    );
    const last = found[0];
    if (!last) return 0;
    await tx.query(
      `update audit_chains set pruned_seq = $2, pruned_hash = decode($3, 'hex'), pruned_at = now() where workspace_id = $1`,
      [workspaceId, last.seq, last.hash],
    );
    const { rowCount } = await tx.query('delete from audit_log where workspace_id = $1 and seq <= $2', [
      workspaceId,
      last.seq,
    ]);
    await writeAudit(tx, [
      {
        workspaceId,
        actor: 'syncline',
        action: 'audit.pruned',
        subject: `audit ${chain.prunedSeq + 1} to ${last.seq}`,
        entityId: null,
        why: 'older than the audit is kept',
        details: { seq: last.seq, hash: last.hash },
      },
    ]);
    return rowCount ?? 0;
  });
}
