import type { Sql } from '../database.ts';

export interface NewAuditEntry {
  readonly workspaceId: number;
  /** `syncline`, a member (`connection/stream`), or who asked. */
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly entityId: string | null;
  readonly why: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export async function writeAudit(tx: Sql, entries: readonly NewAuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query({
    name: 'audit-write',
    text: `insert into audit_log (workspace_id, actor, action, subject, entity_id, why, details)
           select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::jsonb[])`,
    values: [
      entries.map((e) => e.workspaceId),
      entries.map((e) => e.actor),
      entries.map((e) => e.action),
      entries.map((e) => e.subject),
      entries.map((e) => e.entityId),
      entries.map((e) => e.why),
      entries.map((e) => JSON.stringify(e.details)),
    ],
  });
}
