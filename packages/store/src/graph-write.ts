import type { Sql } from './database.ts';
import type { Origin, PreparedRecord } from './graph-read.ts';
import { shownUnchangedSince } from './pages.ts';

export interface WriteSource extends Origin {
  readonly pageId: number;
  readonly processId: string | null;
  /** Start and end of the read that is being merged. */
  readonly readStartedSeq: number;
  readonly readEndedSeq: number;
}

/**
 * Creates an entity and its mapping for each record, with an event each, in one statement. `entityIds`
 * runs along `records`. Returns the ids that were made. Left out are records that are known to be deleted (see
 * `findTombstones`) and those that another transaction linked in the meantime, which the caller merges as known ones.
 */
export async function createRecords(
  tx: Sql,
  source: WriteSource,
  records: readonly PreparedRecord[],
  entityIds: readonly string[],
): Promise<Set<string>> {
  if (records.length === 0) return new Set();
  const { rows } = await tx.query<{ id: string }>({
    name: 'records-create',
    text: `with input as materialized (
        select entity_id, stream, external_id, scope, kind, locator, url, remote_updated_at, fields::jsonb as fields, hash, edges_hash, raw_hash
        from unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::timestamptz[],
          string_to_array($14, E'\\n'), $15::text[], $16::text[], $18::text[])
          as i (entity_id, stream, external_id, scope, kind, locator, url, remote_updated_at, fields, hash, edges_hash, raw_hash)
      ), linked as (
        insert into mappings (workspace_id, connection_id, stream, external_id, entity_id, locator, scope, url, seen, seen_hash, edges_hash,
          raw_hash, remote_updated_at, accepted_seq, accepted_page_id)
        select $1, $2, stream, external_id, entity_id, locator, scope, url, fields, hash, edges_hash, raw_hash || hash, remote_updated_at, $4, $3 from input i
        where not exists (select from remote_tombstones t where t.workspace_id = $1 and t.connection_id = $2 and t.stream = i.stream
          and t.external_id = i.external_id and (t.seq is null or t.seq > $17) offset 0)
        on conflict do nothing returning entity_id
      ), made as (
        insert into entities (workspace_id, id, kind, version, fields, origin_page_id)
        select $1, entity_id, kind, 1, fields, $3 from input join linked using (entity_id)
      ), announced as (
        insert into events (workspace_id, type, entity_id, entity_version, process_id, connection_id)
        select $1, 'entity.created', entity_id, 1, $5, $2 from linked
      )
      select entity_id as id from linked`,
    values: [
      source.workspaceId,
      source.connectionId,
      source.pageId,
      source.readEndedSeq,
      source.processId,
      entityIds,
      records.map((r) => r.stream),
      records.map((r) => r.externalId),
      records.map((r) => r.scope),
      records.map((r) => r.kind),
      records.map((r) => r.locator),
      records.map((r) => r.url),
      records.map((r) => r.remoteUpdatedAt),
      // Canonical JSON has no line breaks; an array parameter would escape each quote of it.
      records.map((r) => r.fields).join('\n'),
      records.map((r) => r.hash),
      records.map((r) => r.edgesHash),
      source.readStartedSeq,
      records.map((r) => r.rawHash),
    ],
  });
  return new Set(rows.map((row) => row.id));
}

/** What the merge decided for a linked record. */
export interface RecordUpdate {
  readonly record: PreparedRecord;
  readonly entityId: string;
  /** The entity's version after the merge; the same as before when no entity field changed. */
  readonly version: number;
  readonly entityChanged: boolean;
  /** Changed entity fields, as JSON text; merged over what stands. */
  readonly patch: string;
  /** JSON text of `{ field: replaced value }`. */
  readonly replaced: string;
  readonly decision: string;
  /** What was shown otherwise than before, as JSON text; merged over `seen`. */
  readonly shown: string;
  readonly base: string | null;
  /** From `LinkedRecord`. */
  readonly mappingAt: string;
  readonly entityAt: string;
}

/**
 * Writes mappings, entities, history and events of changed records, a statement for all of them. The rows
 * are locked, so they are reached by where they lie: an update has no way to keep a misled planner from
 * joining whole tables.
 */
export async function updateRecords(tx: Sql, source: WriteSource, updates: readonly RecordUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  await tx.query({
    name: 'records-update',
    text: `with input as materialized (
        select * from unnest($6::uuid[], $7::int[], $8::boolean[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
          $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::timestamptz[], $20::text[], $21::text[], $22::text[]::tid[], $23::text[]::tid[], $24::text[])
          as i (entity_id, version, changed, patch, replaced, decision, shown, base, stream, external_id, scope, locator, url, remote_updated_at, hash, edges_hash, mapping_at, entity_at, raw_hash)
      ), remembered as (
        update mappings m set seen = m.seen || i.shown::jsonb, base = i.base::jsonb, seen_hash = i.hash, edges_hash = i.edges_hash, raw_hash = i.raw_hash || i.hash, scope = coalesce(i.scope, m.scope),
          locator = coalesce(i.locator, m.locator), url = coalesce(i.url, m.url), remote_updated_at = coalesce(i.remote_updated_at, m.remote_updated_at),
          accepted_seq = $4, accepted_page_id = $3, state = case m.state when 'duplicate' then m.state else 'linked' end, updated_at = now()
        from input i
        where m.ctid = i.mapping_at
      ), changed as (
        update entities e set fields = e.fields || i.patch::jsonb, version = i.version, updated_at = now(), deleted_at = null
        from input i where i.changed and e.ctid = i.entity_at
      ), history as (
        insert into entity_versions (workspace_id, entity_id, version, replaced, decision, connection_id, stream, page_id, process_id, remote_updated_at)
        select $1, entity_id, version, replaced::jsonb, decision, $2, stream, $3, $5, remote_updated_at from input where changed
      )
      insert into events (workspace_id, type, entity_id, entity_version, process_id, connection_id)
      select $1, 'entity.updated', entity_id, version, $5, $2 from input where changed`,
    values: [
      source.workspaceId,
      source.connectionId,
      source.pageId,
      source.readEndedSeq,
      source.processId,
      updates.map((u) => u.entityId),
      updates.map((u) => u.version),
      updates.map((u) => u.entityChanged),
      updates.map((u) => u.patch),
      updates.map((u) => u.replaced),
      updates.map((u) => u.decision),
      updates.map((u) => u.shown),
      updates.map((u) => u.base),
      updates.map((u) => u.record.stream),
      updates.map((u) => u.record.externalId),
      // A partial record may have been seen from another place than its own.
      updates.map((u) => (u.record.partial ? null : u.record.scope)),
      updates.map((u) => u.record.locator),
      updates.map((u) => u.record.url),
      updates.map((u) => u.record.remoteUpdatedAt),
      updates.map((u) => u.record.hash),
      updates.map((u) => u.record.edgesHash),
      updates.map((u) => u.mappingAt),
      updates.map((u) => u.entityAt),
      updates.map((u) => u.record.rawHash),
    ],
  });
}

/**
 * The vendor's word that an object is deleted (rule 3.10): remembered whether the object was known or not,
 * so that no older read brings it back; the entity becomes a tombstone when nothing else is linked to it.
 * Returns the entity that has lost its record by it, or null when none was linked any more.
 */
export async function recordDelete(
  tx: Sql,
  origin: Origin,
  key: {
    readonly stream: string;
    readonly externalId: string;
    /** Start of the read that found it gone; null for the vendor's own word. */
    readonly startedSeq: number | null;
  },
): Promise<string | null> {
  const at = [origin.workspaceId, origin.connectionId, key.stream, key.externalId];
  if (key.startedSeq !== null) {
    // Rule 2.7 holds for reads that find nothing, too.
    const newer = await tx.query(
      `select from mappings where workspace_id = $1 and connection_id = $2 and stream = $3 and external_id = $4 and accepted_seq > $5`,
      [...at, key.startedSeq],
    );
    const shown = await shownUnchangedSince(tx, origin.workspaceId, origin.connectionId, key.startedSeq, [
      `${key.stream}/${key.externalId}`,
    ]);
    if (newer.rows.length > 0 || shown.size > 0) return null;
  }
  await tx.query(
    `insert into remote_tombstones as t (workspace_id, connection_id, stream, external_id, proof, seq)
     values ($1, $2, $3, $4, $5, case when $5 = 'read' then nextval('read_seq') end)
     on conflict (workspace_id, connection_id, stream, external_id) do update
       set proof = case when t.seq is null then t.proof else excluded.proof end,
           seq = case when t.seq is null then null else excluded.seq end`,
    [...at, key.startedSeq === null ? 'event' : 'read'],
  );
  // Of two records of one entity that go at the same moment, the later one sees that it is the last.
  await tx.query(
    `select from entities where workspace_id = $1 and id = (select entity_id from mappings
       where workspace_id = $1 and connection_id = $2 and stream = $3 and external_id = $4 and state = 'linked') for update`,
    at,
  );
  const { rows } = await tx.query<{ entityId: string }>(
    `with unlinked as (
       update mappings set state = 'gone', updated_at = now()
       where workspace_id = $1 and connection_id = $2 and stream = $3 and external_id = $4 and state = 'linked' returning entity_id
     ), rested as (
       update mappings set state = 'gone', updated_at = now()
       where workspace_id = $1 and connection_id = $2 and stream = $3 and external_id = $4 and state = 'duplicate'
     ), promoted as (
       -- What rested beside it takes its place.
       update mappings m set state = 'linked', updated_at = now() from (
         select d.external_id from unlinked u join mappings d on d.workspace_id = $1 and d.entity_id = u.entity_id and d.connection_id = $2
           and d.stream = $3 and d.state = 'duplicate' order by d.created_at, d.external_id limit 1) d
       where m.workspace_id = $1 and m.connection_id = $2 and m.stream = $3 and m.external_id = d.external_id returning m.entity_id
     ), buried as (
       update entities e set deleted_at = now(), updated_at = now(), version = e.version + 1 from unlinked u
       where e.workspace_id = $1 and e.id = u.entity_id and e.deleted_at is null
         and not exists (select from mappings m where m.workspace_id = $1 and m.entity_id = e.id and m.state <> 'gone'
           and not (m.connection_id = $2 and m.stream = $3 and m.external_id = $4))
       returning e.id, e.version
     ), history as (
       insert into entity_versions (workspace_id, entity_id, version, replaced, decision, connection_id, stream)
       select $1, id, version, '{}', 'deleted at the remote', $2, $3 from buried
     ), announced as (
       insert into events (workspace_id, type, entity_id, entity_version, connection_id)
       select $1, 'entity.deleted', id, version, $2 from buried
       union all select $1, 'entity.unlinked', entity_id, null, $2 from unlinked where not exists (select from buried)
     )
     select entity_id as "entityId" from unlinked where not exists (select from promoted)`,
    at,
  );
  return rows[0]?.entityId ?? null;
}
