import { type ChainFault, type ChainPlace, checkChain } from '@syncline/core';
import { readAuditSeal, readSealedRows } from '@syncline/store';
import type { EngineContext } from '../context.ts';

const PAGE = 2_000;
const MAX_FAULTS = 100;
const MAX_TRIES = 3;

/** What a look at every sealed row of a workspace found. */
interface AuditVerification {
  readonly rows: number;
  /** What the first row that is kept follows. */
  readonly start: ChainPlace;
  /** The last sealed row. */
  readonly end: ChainPlace;
  /** The first hundred. */
  readonly faults: readonly ChainFault[];
  readonly moreFaults: number;
  /** Rows that wait for their seal: they were not looked at. */
  readonly unsealed: number;
  readonly oldestUnsealedAt: Date | null;
}

/** Computes every seal anew, a page of rows at a time, and compares. */
export async function verifyAudit(ctx: EngineContext, workspaceId: number): Promise<AuditVerification> {
  for (let tries = 1; ; tries++) {
    const seal = await readAuditSeal(ctx.store, workspaceId);
    const check = checkChain(seal.checkpoint);
    for (let after = seal.checkpoint.seq; ; ) {
      const rows = await readSealedRows(ctx.store, workspaceId, { after, upTo: seal.head.seq, limit: PAGE });
      for (const row of rows) check.add(row);
      after = rows.at(-1)?.seq ?? after;
      if (rows.length < PAGE) break;
    }
    check.expectEnd(seal.head);
    // What retention removed meanwhile is not missing.
    const { checkpoint } = await readAuditSeal(ctx.store, workspaceId);
    if (checkpoint.seq !== seal.checkpoint.seq && tries < MAX_TRIES) continue;
    return {
      rows: check.rows,
      start: seal.checkpoint,
      end: check.end,
      faults: check.faults.slice(0, MAX_FAULTS),
      moreFaults: Math.max(0, check.faults.length - MAX_FAULTS),
      unsealed: seal.unsealed,
      oldestUnsealedAt: seal.oldestUnsealedAt,
    };
  }
}
