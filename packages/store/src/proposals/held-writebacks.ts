import type { Sql } from '../database.ts';
import type { WritebackRow } from '../sync/writebacks.ts';

type Woken = Pick<WritebackRow, 'id' | 'lane' | 'generation'>;

/** Puts a claimed writeback aside until somebody has decided. Under its entity's lock: what is wanted later wakes it. */
export async function holdWriteback(tx: Sql, id: number): Promise<void> {
  await tx.query({
    name: 'writeback-hold',
    text: `update writebacks set state = 'held', leased_until = null, next_attempt_at = null, carried = wanted, approved_digest = null,
             touched_at = now() where id = $1 and state = 'sending'`,
    values: [id],
  });
}

/** Lets held writebacks go on; null as a digest: nothing was approved, they are looked at again. Returns those to enqueue. */
export async function releaseWritebacks(tx: Sql, ids: readonly number[], digest: string | null): Promise<Woken[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<Woken>({
    name: 'writebacks-release',
    text: `update writebacks set state = 'queued', approved_digest = $2, generation = generation + 1, touched_at = now(), error_class = null, error = null
           where id = any($1::bigint[]) and state = 'held' returning id, lane, generation`,
    values: [ids, digest],
  });
  return rows;
}

/** Has what is held of these entities looked at again. Returns those to enqueue. */
export async function wakeHeld(tx: Sql, workspaceId: number, entityIds: readonly string[]): Promise<Woken[]> {
  if (entityIds.length === 0) return [];
  const { rows } = await tx.query<Woken>({
    name: 'writebacks-wake-held',
    text: `update writebacks set state = 'queued', generation = generation + 1, touched_at = now()
           where workspace_id = $1 and entity_id = any($2::uuid[]) and state = 'held' returning id, lane, generation`,
    values: [workspaceId, entityIds],
  });
  return rows;
}

/** Ends a held writeback that is not to be sent; null when it is not held any more. */
export async function endHeld(tx: Sql, id: number, error: string): Promise<WritebackRow | null> {
  const { rows } = await tx.query<WritebackRow>(
    `with ended as (
       update writebacks set state = 'cancelled', error = $2, finished_at = now(), touched_at = now()
       where id = $1 and state = 'held' returning *
     ), announced as (
       insert into events (workspace_id, type, entity_id, process_id, connection_id, payload)
       select workspace_id, 'writeback.ended', entity_id, process_id, connection_id,
         jsonb_build_object('op', op, 'stream', stream, 'external_id', external_id, 'to', state, 'error_class', error_class) from ended
     )
     select id, workspace_id as "workspaceId", entity_id as "entityId", connection_id as "connectionId", stream,
       external_id as "externalId", op, scope, process_id as "processId", correlation_id as "correlationId" from ended`,
    [id, error],
  );
  return rows[0] ?? null;
}

/** Who made the versions of an entity that its values come from: people, else the members that showed them. */
export async function authorsOf(
  sql: Sql,
  workspaceId: number,
  entityId: string,
  versions: readonly number[],
): Promise<string[]> {
  const { rows } = await sql.query<{ author: string }>({
    name: 'proposal-authors',
    text: `select distinct coalesce(v.actor, c.name || '/' || v.stream, 'syncline') as author from entity_versions v
           left join connections c on c.id = v.connection_id
           where v.workspace_id = $1 and v.entity_id = $2 and v.version = any($3::int[])`,
    values: [workspaceId, entityId, versions],
  });
  return rows.map(({ author }) => author).sort();
}

type Place = Pick<WritebackRow, 'workspaceId' | 'connectionId' | 'stream'>;

/** How many records of a stream were written to, or are to be, within the hour. */
export async function writesOfLate(sql: Sql, place: Place, op: WritebackRow['op']): Promise<number> {
  const { rows } = await sql.query<{ writes: number }>({
    name: 'proposal-writes-of-late',
    text: `select count(*)::int as writes from writebacks where workspace_id = $1 and connection_id = $2 and stream = $3
             and op = $4 and created_at > now() - interval '1 hour'`,
    values: [place.workspaceId, place.connectionId, place.stream, op],
  });
  return rows[0]!.writes;
}

/** How many records of a stream are linked. Reads the whole stream's mappings. */
export async function linkedRecords(sql: Sql, place: Place): Promise<number> {
  const { rows } = await sql.query<{ linked: number }>({
    name: 'proposal-linked-records',
    text: `select count(*)::int as linked from mappings where workspace_id = $1 and connection_id = $2 and stream = $3
             and state = 'linked'`,
    values: [place.workspaceId, place.connectionId, place.stream],
  });
  return rows[0]!.linked;
}

/** Whether the very same was rejected, and what stands in the reconciliation list because of it was not taken up. */
export async function wasRejected(
  sql: Sql,
  row: Pick<WritebackRow, 'workspaceId' | 'entityId' | 'connectionId' | 'stream'>,
  digest: string,
): Promise<boolean> {
  const { rows } = await sql.query({
    name: 'proposal-rejected',
    text: `select from proposals p where p.workspace_id = $1 and p.entity_id = $2 and p.connection_id = $3 and p.stream = $4
             and p.state = 'rejected' and p.digest = $5
             and exists (select from reconciliation_items r where r.workspace_id = $1 and r.connection_id = $3 and r.entity_id = $2
               and r.stream = $4 and r.code = 'approval_rejected' and r.state in ('open', 'ignored')) limit 1`,
    values: [row.workspaceId, row.entityId, row.connectionId, row.stream, digest],
  });
  return rows.length > 0;
}
