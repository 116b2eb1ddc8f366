import { hash } from 'node:crypto';
import { canonicalJson } from '../json.ts';

/** What of an audit row is sealed, as it is stored. */
export interface AuditFacts {
  readonly id: number;
  readonly workspaceId: number;
  /** UTC to the microsecond: `2026-01-31T12:00:00.000000Z`. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly entityId: string | null;
  readonly why: string | null;
  readonly details: unknown;
}

/** A place in the chain of a workspace: rows are numbered from 1 on as they are sealed. */
export interface ChainPlace {
  readonly seq: number;
  /** SHA-256 in hex. */
  readonly hash: string;
}

export type SealedRow = AuditFacts & ChainPlace;

/** What the first row of a workspace follows. */
export const chainStart: ChainPlace = { seq: 0, hash: '0'.repeat(64) };

/** The seal of a row: of its content, its number, and the seal of the row before it. */
export function sealOf(previous: string, seq: number, row: AuditFacts): string {
  const { id, workspaceId, at, actor, action, subject, entityId, why, details } = row;
  return hash(
    'sha256',
    canonicalJson({ previous, seq, id, workspaceId, at, actor, action, subject, entityId, why, details }),
    'hex',
  );
}

/** Seals rows one after the other; returns the places that they get. */
export function sealRows(end: ChainPlace, rows: readonly AuditFacts[]): ChainPlace[] {
  let last = end;
  return rows.map((row) => {
    const seq = last.seq + 1;
    last = { seq, hash: sealOf(last.hash, seq, row) };
    return last;
  });
}
