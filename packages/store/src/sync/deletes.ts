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

/**
 * Whether the hub holds something that the record was still to be told: the last edit is on its way to it, or was given up, be
 * it only because the write found the record gone before its mailbox did.
 */
export async function hasUntoldEdit(tx: Sql, record: RecordAddress, entityId: string): Promise<boolean> {
  const { rows } = await tx.query<{ state: string }>(
    `select state from writebacks where workspace_id = $1 and connection_id = $2 and stream = $3 and entity_id = $4 and op = 'update'
     order by id desc limit 1`,
    [record.workspaceId, record.connectionId, record.stream, entityId],
  );
  return ['queued', 'sending', 'held', 'failed'].includes(rows[0]?.state ?? 'none');
}

/** The entities' versions have moved, and not by an edit: what was decided to be deleted still is. */
export async function keepDeletesDecided(tx: Sql, workspaceId: number, entityIds: readonly string[]): Promise<void> {
  if (entityIds.length === 0) return;
  await tx.query(
    `update writebacks set entity_version = entity_version + 1
     where workspace_id = $1 and entity_id = any($2::uuid[]) and op = 'delete' and state in ('queued', 'sending', 'held')`,
    [workspaceId, entityIds],
  );
}

/** The version of its entity that a delete was decided upon, as it stands under the entity's lock; null: whatever it is. */
export async function versionToDelete(tx: Sql, writebackId: number): Promise<number | null> {
  const { rows } = await tx.query<{ version: number | null }>(
    'select entity_version as version from writebacks where id = $1',
    [writebackId],
  );
  return rows[0]?.version ?? null;
}

/** Where the entity's records are being made at this moment, or are to be. */
export async function openCreates(
  tx: Sql,
  workspaceId: number,
  entityId: string,
): Promise<{ connectionId: number; stream: string; scope: string | null; ownKey: string | null }[]> {
  const { rows } = await tx.query<{
    connectionId: number;
    stream: string;
    scope: string | null;
    ownKey: string | null;
  }>(
    `select connection_id as "connectionId", stream, scope, own_key as "ownKey" from writebacks
     where workspace_id = $1 and entity_id = $2 and op = 'create' and state in ('queued', 'sending', 'held')`,
    [workspaceId, entityId],
  );
  return rows;
}

/** Takes the link of a record that is gone from its entity, so that another record can take its place there. */
export async function forgetGoneMapping(
  tx: Sql,
  workspaceId: number,
  link: {
    readonly connectionId: number;
    readonly stream: string;
    readonly externalId: string;
    readonly entityId: string;
  },
): Promise<void> {
  await tx.query(
    `delete from mappings where workspace_id = $1 and connection_id = $2 and stream = $3 and external_id = $4 and entity_id = $5 and state = 'gone'`,
    [workspaceId, link.connectionId, link.stream, link.externalId, link.entityId],
  );
}
