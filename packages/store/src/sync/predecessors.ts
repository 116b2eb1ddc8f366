import type { Sql } from '../database.ts';
import type { WritebackRow } from './writebacks.ts';

/** What a create that has its turn later waits for. */
export const EARLIER = 'an earlier one of the same record';

/**
 * Whether a create at the same stream that hangs on the same record comes before this one and is still to be made: it
 * was made earlier at the same side, or it could be read where this one was written before the hub knew this one. What
 * people at two sides said without knowing of each other has no order. One that has been tried several times, or that
 * has been waiting for long, does not keep the others.
 */
export async function hasPredecessor(
  sql: Sql,
  row: Pick<WritebackRow, 'workspaceId' | 'connectionId' | 'stream' | 'entityId'>,
  relation: string,
  patience: { readonly attempts: number; readonly ms: number },
): Promise<boolean> {
  const { rows } = await sql.query({
    name: 'writebacks-predecessor',
    text: `select from writebacks w
           join relations theirs on theirs.workspace_id = $1 and theirs.from_entity_id = w.entity_id and theirs.type = $5
           join relations mine on mine.workspace_id = $1 and mine.from_entity_id = $4 and mine.type = $5 and mine.to_entity_id = theirs.to_entity_id
           join entities them on them.workspace_id = $1 and them.id = w.entity_id and them.deleted_at is null
           join entities me on me.workspace_id = $1 and me.id = $4
           join mappings home on home.workspace_id = $1 and home.entity_id = $4 and home.home
           left join mappings theirhome on theirhome.workspace_id = $1 and theirhome.entity_id = w.entity_id and theirhome.home
           where w.workspace_id = $1 and w.connection_id = $2 and w.stream = $3 and w.state in ('queued', 'sending') and w.op = 'create'
             and w.entity_id <> $4 and w.attempts < $6 and w.caused_at > now() - make_interval(secs => $7 / 1000.0)
             and case when theirhome.connection_id = home.connection_id
               then (coalesce(them.fields ->> 'created_at', ''), length(theirhome.external_id), theirhome.external_id)
                 < (coalesce(me.fields ->> 'created_at', ''), length(home.external_id), home.external_id)
               else w.entity_id < $4 and exists (select from mappings m where m.workspace_id = $1 and m.entity_id = w.entity_id
                 and m.connection_id = home.connection_id and m.state = 'linked') end
           limit 1`,
    values: [row.workspaceId, row.connectionId, row.stream, row.entityId, relation, patience.attempts, patience.ms],
  });
  return rows.length > 0;
}

/** Creates that waited for their turn; returns them to be enqueued. */
export async function wakeSuccessors(
  tx: Sql,
  row: Pick<WritebackRow, 'workspaceId' | 'connectionId' | 'stream'>,
): Promise<{ id: number; lane: WritebackRow['lane']; generation: number }[]> {
  const { rows } = await tx.query<{ id: number; lane: WritebackRow['lane']; generation: number }>({
    name: 'writebacks-wake-successors',
    text: `update writebacks set next_attempt_at = null, generation = generation + 1, touched_at = now() where id in (
             select id from writebacks where workspace_id = $1 and connection_id = $2 and stream = $3 and state = 'queued' and op = 'create'
               and waits_for = $4 order by id limit 200 for update skip locked)
           returning id, lane, generation`,
    values: [row.workspaceId, row.connectionId, row.stream, EARLIER],
  });
  return rows;
}
