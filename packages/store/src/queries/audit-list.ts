import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';

/** Who did what, and why. */
export interface AuditEntry {
  readonly id: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly entityId: string | null;
  readonly why: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Its place in the chain and its seal in hex; null for the moment until it is sealed. */
  readonly seq: number | null;
  readonly hash: string | null;
}

export interface AuditFilter {
  readonly entityId?: string | undefined;
  readonly actor?: string | undefined;
  /** Whole (`item.ignore`), or all of a family (`item`). */
  readonly action?: string | undefined;
  readonly since?: Date | undefined;
}

/** The audit, newest first. */
export async function listAudit(
  sql: Sql,
  workspaceId: number,
  filter: AuditFilter,
  page: PageRequest,
): Promise<Paged<AuditEntry>> {
  const [before] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const { rows } = await sql.query<AuditEntry>(
    `select id, at, actor, action, subject, entity_id as "entityId", why, details, seq,
       encode(hash, 'hex') as hash from audit_log
     where workspace_id = $1 and id < coalesce($2::bigint, 9223372036854775807) and ($3::uuid is null or entity_id = $3)
       and ($4::text is null or actor = $4) and ($5::text is null or action = $5 or split_part(action, '.', 1) = $5)
       and ($6::timestamptz is null or at >= $6)
     order by id desc limit $7`,
    [
      workspaceId,
      before,
      filter.entityId ?? null,
      filter.actor ?? null,
      filter.action ?? null,
      filter.since ?? null,
      page.limit + 1,
    ],
  );
  return toPage(rows, page.limit, (row) => [String(row.id)]);
}
