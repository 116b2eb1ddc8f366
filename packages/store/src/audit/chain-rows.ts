import { type AuditFacts, type ChainPlace, chainStart, type SealedRow } from '@syncline/core';
import type { Sql } from '../database.ts';

/** A row as it is sealed. `at` as text: a Date would lose the microseconds. */
const auditFacts = `id, workspace_id as "workspaceId", to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  actor, action, subject, entity_id as "entityId", why, details`;

/** How far the audit of a workspace is sealed. */
export interface AuditSeal {
  readonly head: ChainPlace;
  readonly sealedAt: Date | null;
  /** What the first row that is kept follows: the last one that retention removed. */
  readonly checkpoint: ChainPlace;
  readonly prunedAt: Date | null;
  /** Rows that were committed and are not sealed yet. */
  readonly unsealed: number;
  readonly oldestUnsealedAt: Date | null;
}

interface SealRow {
  readonly seq: number;
  readonly hash: string;
  readonly sealedAt: Date | null;
  readonly prunedSeq: number;
  readonly prunedHash: string;
  readonly prunedAt: Date | null;
}

export async function readAuditSeal(sql: Sql, workspaceId: number): Promise<AuditSeal> {
  const { rows } = await sql.query<SealRow>(
    `select seq, encode(hash, 'hex') as hash, sealed_at as "sealedAt", pruned_seq as "prunedSeq",
       encode(pruned_hash, 'hex') as "prunedHash", pruned_at as "prunedAt"
     from audit_chains where workspace_id = $1`,
    [workspaceId],
  );
  const unsealed = await sql.query<{ unsealed: number; oldestUnsealedAt: Date | null }>(
    `select count(*)::int as unsealed, min(at) as "oldestUnsealedAt" from audit_log where workspace_id = $1 and seq is null`,
    [workspaceId],
  );
  const row = rows[0];
  return {
    head: row ? { seq: row.seq, hash: row.hash } : chainStart,
    sealedAt: row?.sealedAt ?? null,
    checkpoint: row ? { seq: row.prunedSeq, hash: row.prunedHash } : chainStart,
    prunedAt: row?.prunedAt ?? null,
    ...unsealed.rows[0]!,
  };
}

/** The sealed rows behind one, in their order; a page at a time, however many there are. */
export async function readSealedRows(
  sql: Sql,
  workspaceId: number,
  range: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<SealedRow[]> {
  const { rows } = await sql.query<SealedRow>({
    name: 'audit-sealed-rows',
    text: `select seq, encode(hash, 'hex') as hash, ${auditFacts} from audit_log
           where workspace_id = $1 and seq > $2 and seq <= $3 order by seq, id limit $4`,
    values: [workspaceId, range.after, range.upTo, range.limit],
  });
  return rows;
}

/** The place of one sealed row; null when there is none of that number. */
export async function readChainPlace(sql: Sql, workspaceId: number, seq: number): Promise<ChainPlace | null> {
  const { rows } = await sql.query<ChainPlace>(
    `select seq, encode(hash, 'hex') as hash from audit_log where workspace_id = $1 and seq = $2`,
    [workspaceId, seq],
  );
  return rows[0] ?? null;
}

/** Rows that wait for their seal, the oldest id first. */
export async function readUnsealed(sql: Sql, workspaceId: number, limit: number): Promise<AuditFacts[]> {
  const { rows } = await sql.query<AuditFacts>({
    name: 'audit-unsealed',
    text: `select ${auditFacts} from audit_log where workspace_id = $1 and seq is null order by id limit $2`,
    values: [workspaceId, limit],
  });
  return rows;
}
