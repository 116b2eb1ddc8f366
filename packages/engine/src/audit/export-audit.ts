import { type ChainPlace, SynclineError } from '@syncline/core';
import { readAuditSeal, readChainPlace, readSealedRows } from '@syncline/store';
import type { EngineContext } from '../context.ts';

const PAGE = 1_000;

/** What is to be exported: sealed rows behind `start`, up to `end`. */
interface AuditExport {
  readonly workspaceId: number;
  readonly start: ChainPlace;
  readonly end: ChainPlace;
}

/** Fixes what an export holds. Null: there is no sealed row `after` (any more) that it could follow. */
export async function planAuditExport(
  ctx: EngineContext,
  workspaceId: number,
  after: number | null,
): Promise<AuditExport | null> {
  const { checkpoint, head } = await readAuditSeal(ctx.store, workspaceId);
  if (after === null || after === checkpoint.seq) return { workspaceId, start: checkpoint, end: head };
  const start = await readChainPlace(ctx.store, workspaceId, after);
  return start && { workspaceId, start, end: head };
}

/**
 * The lines of an export, NDJSON: a header with the place that the first row follows, a line a row, and a last line that
 * says how the chain ended, so that a file that was cut short is known. Throws when rows were removed under way.
 */
export async function* exportAudit(
  ctx: EngineContext,
  { workspaceId, start, end }: AuditExport,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ type: 'start', format: 'syncline-audit-1', workspaceId, ...start })}\n`;
  let rows = 0;
  for (let after = start.seq; after < end.seq; ) {
    const page = await readSealedRows(ctx.store, workspaceId, { after, upTo: end.seq, limit: PAGE });
    if (page.length === 0)
      throw new SynclineError({
        class: 'transient',
        code: 'audit_moved',
        message: `The audit has no rows behind ${after} any more, where ${end.seq} was its last.`,
      });
    yield page.map((row) => `${JSON.stringify({ type: 'row', ...row })}\n`).join('');
    rows += page.length;
    after = page.at(-1)!.seq;
  }
  yield `${JSON.stringify({ type: 'end', rows, ...end })}\n`;
}
