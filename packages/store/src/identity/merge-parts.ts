import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { MovedParts } from '../schema/index.ts';

/** Why an entity can't be merged or taken apart now: writes of it that are under way. */
export async function writesUnderWay(tx: Sql, workspaceId: number, entityIds: readonly string[]): Promise<boolean> {
  const { rows } = await tx.query(
    `select from writebacks where workspace_id = $1 and entity_id = any($2::uuid[]) and state = 'sending'
     union all select from writeback_attempts where workspace_id = $1 and entity_id = any($2::uuid[]) and state in ('sent', 'doubt')
     limit 1`,
    [workspaceId, entityIds],
  );
  return rows.length > 0;
}

/** Writes that wait are of no use any more: what is to be written is decided anew. */
export async function cancelWrites(tx: Sql, workspaceId: number, entityId: string, why: string): Promise<void> {
  await tx.query(
    `update writebacks set state = 'cancelled', error = $3, finished_at = now(), touched_at = now()
     where workspace_id = $1 and entity_id = $2 and state in ('queued', 'held')`,
    [workspaceId, entityId, why],
  );
}

/** Entities with a field that may name another one: those with an edge to it that a file made. */
export async function referrersOf(tx: Sql, workspaceId: number, entityId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select distinct e.id from relations r join entities e on e.workspace_id = r.workspace_id and e.id = r.from_entity_id
     where r.workspace_id = $1 and r.to_entity_id = $2::text::uuid and e.deleted_at is null
       and exists (select from jsonb_each_text(e.fields) f where f.value = $2::text)`,
    [workspaceId, entityId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Edges, keys of files and open items of the loser become the survivor's. Edges that its connections `keeping` show stay:
 * its records there rest.
 */
export async function movePartsTo(
  tx: Sql,
  workspaceId: number,
  survivor: string,
  loser: string,
  keeping: readonly number[],
): Promise<Pick<MovedParts, 'edgesFrom' | 'edgesTo' | 'importKeys' | 'items'>> {
  const values = [workspaceId, survivor, loser];
  const edge = `jsonb_build_object('from', from_entity_id, 'type', type, 'connectionId', connection_id, 'stream', to_stream, 'target', target, 'to', to_entity_id)`;
  const from = await tx.query<{ edge: Record<string, Json> }>(
    `with moved as (delete from relations where workspace_id = $1 and from_entity_id = $3 and to_entity_id is distinct from $2
         and connection_id <> all($4::int[]) and type <> 'interested_in' returning *
     ), made as (
       insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
       select workspace_id, $2, type, connection_id, to_stream, target, to_entity_id from moved on conflict do nothing
       returning type, connection_id, to_stream, target)
     select ${edge} || jsonb_build_object('made', exists (select from made n where (n.type, n.connection_id, n.to_stream, n.target) =
       (m.type, m.connection_id, m.to_stream, m.target))) as edge from moved m`,
    [...values, keeping],
  );
  const to = await tx.query<{ edge: Record<string, Json> }>(
    `update relations set to_entity_id = $2 where workspace_id = $1 and to_entity_id = $3 and from_entity_id <> $2 returning ${edge} as edge`,
    values,
  );
  const keys = await tx.query<MovedParts['importKeys'][number]>(
    'update import_keys set entity_id = $2 where workspace_id = $1 and entity_id = $3 returning source, kind, key',
    values,
  );
  const items = await tx.query<{ id: number }>(
    `update reconciliation_items set entity_id = $2 where workspace_id = $1 and entity_id = $3 and state in ('open', 'retrying') returning id`,
    values,
  );
  await tx.query('delete from match_keys where workspace_id = $1 and entity_id = $2', [workspaceId, loser]);
  return {
    edgesFrom: from.rows.map((row) => row.edge),
    edgesTo: to.rows.map((row) => row.edge),
    importKeys: keys.rows,
    items: items.rows.map(({ id }) => id),
  };
}

/** What records show of edges goes with them: those of `connections`, and those to the records themselves. */
export async function movePartsBack(
  tx: Sql,
  workspaceId: number,
  survivor: string,
  loser: string,
  { mappings, edgesFrom, edgesTo, importKeys, items }: MovedParts,
  connections: readonly number[],
): Promise<void> {
  const both = [workspaceId, survivor, loser];
  const at = (edges: readonly Record<string, Json>[], name: string): Json[] => edges.map((edge) => edge[name] ?? null);
  await tx.query(
    `with moved as (delete from relations r where r.workspace_id = $1 and r.from_entity_id = $2 and (r.connection_id = any($4::int[])
         or exists (select from unnest($5::text[], $6::int[], $7::text[], $8::text[], $9::boolean[]) as i (type, connection_id, to_stream, target, made)
           where i.made and i.connection_id = r.connection_id and i.type = r.type and i.to_stream = r.to_stream and i.target = r.target))
       returning *)
     insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
     select workspace_id, $3::uuid, type, connection_id, to_stream, target, to_entity_id from moved
     union select $1::int, $3::uuid, i.* from unnest($5::text[], $6::int[], $7::text[], $8::text[], $10::uuid[]) as i (type, connection_id, to_stream, target, to_id)
       where i.connection_id = 0
     on conflict do nothing`,
    [
      ...both,
      connections,
      at(edgesFrom, 'type'),
      at(edgesFrom, 'connectionId'),
      at(edgesFrom, 'stream'),
      at(edgesFrom, 'target'),
      at(edgesFrom, 'made'),
      at(edgesFrom, 'to'),
    ],
  );
  await tx.query(
    `update relations r set to_entity_id = $3 from unnest($4::uuid[], $5::text[], $6::int[], $7::text[], $8::text[])
       as i (from_id, type, connection_id, to_stream, target)
     where r.workspace_id = $1 and r.to_entity_id = $2 and r.from_entity_id = i.from_id and r.type = i.type
       and r.connection_id = i.connection_id and r.to_stream = i.to_stream and r.target = i.target`,
    [
      ...both,
      at(edgesTo, 'from'),
      at(edgesTo, 'type'),
      at(edgesTo, 'connectionId'),
      at(edgesTo, 'stream'),
      at(edgesTo, 'target'),
    ],
  );
  // Edges that were shown since lead to the record, whosever it was then.
  await tx.query(
    `update relations r set to_entity_id = $3 from unnest($4::int[], $5::text[], $6::text[]) as i (connection_id, stream, external_id)
     join mappings m on m.workspace_id = $1 and m.connection_id = i.connection_id and m.stream = i.stream and m.external_id = i.external_id
     where r.workspace_id = $1 and r.to_entity_id = $2 and r.connection_id = i.connection_id and r.to_stream = i.stream
       and r.target in ('id:' || m.external_id, 'at:' || m.locator)`,
    [
      ...both,
      mappings.map((each) => each.connectionId),
      mappings.map((each) => each.stream),
      mappings.map((each) => each.externalId),
    ],
  );
  await tx.query(
    `update import_keys k set entity_id = $3 from unnest($4::text[], $5::text[], $6::text[]) as i (source, kind, key)
     where k.workspace_id = $1 and k.entity_id = $2 and k.source = i.source and k.kind = i.kind and k.key = i.key`,
    [
      ...both,
      importKeys.map(({ source }) => source),
      importKeys.map(({ kind }) => kind),
      importKeys.map(({ key }) => key),
    ],
  );
  await tx.query(
    'update reconciliation_items set entity_id = $3 where workspace_id = $1 and entity_id = $2 and id = any($4::bigint[])',
    [...both, items],
  );
}
