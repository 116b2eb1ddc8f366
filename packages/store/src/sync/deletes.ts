import type { Sql } from '../database.ts';
import type { RecordAddress } from '../hints.ts';

/** How much of a stream went within the last hour, live deletes included: what the brake looks at (rule 3.10). */
export async function deletesOfLate(tx: Sql, record: RecordAddress): Promise<{ deleted: number; linked: number }> {
  const { rows } = await tx.query<{ deleted: number; linked: number }>(
    `select count(*) filter (where state = 'gone' and updated_at > now() - interval '1 hour')::int as deleted,
       count(*) filter (where state = 'linked')::int as linked
     from mappings where workspace_id = $1 and connection_id = $2 and stream = $3`,
    [record.workspaceId, record.connectionId, record.stream],
  );
  return rows[0]!;
}

/** Whether the hub holds something that the record was still to be told. */
export async function hasOpenWriteback(tx: Sql, record: RecordAddress, entityId: string): Promise<boolean> {
  const { rows } = await tx.query(
    `select from writebacks where workspace_id = $1 and connection_id = $2 and stream = $3 and entity_id = $4 and op = 'update'
       and state in ('queued', 'sending')`,
    [record.workspaceId, record.connectionId, record.stream, entityId],
  );
  return rows.length > 0;
}
