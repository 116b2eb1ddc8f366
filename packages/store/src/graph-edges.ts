import type { Sql } from './database.ts';
import type { Origin, PreparedEdge } from './graph-read.ts';

export interface EntityEdges {
  readonly entityId: string;
  readonly edges: readonly PreparedEdge[];
  /** Relation types shown in full: edges of these types that are not listed go. */
  readonly relations: readonly string[];
}

/** Adds the edges of new entities, which have none. Targets that are not in the graph yet stay pending (rule 3.9). */
export async function addEdges(
  tx: Sql,
  origin: Origin,
  entities: readonly EntityEdges[],
  mayStand: 'may stand' | 'new' = 'new',
): Promise<void> {
  const from: string[] = [];
  const edges: PreparedEdge[] = [];
  for (const entity of entities) {
    let previous: PreparedEdge | undefined;
    for (const edge of entity.edges) {
      // They are in order, so equal ones are neighbours.
      if (!previous || !isSameEdge(edge, previous)) {
        from.push(entity.entityId);
        edges.push(edge);
      }
      previous = edge;
    }
  }
  if (edges.length === 0) return;
  const targets = await resolveTargets(tx, origin, edges);
  await tx.query({
    name: mayStand === 'new' ? 'edges-add' : 'edges-add-missing',
    text: `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
           select $1, from_id, type, $2, stream, target, to_id
           from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[]) as i (from_id, type, stream, target, to_id)
           ${mayStand === 'new' ? '' : 'on conflict do nothing'}`,
    values: [
      origin.workspaceId,
      origin.connectionId,
      from,
      edges.map((e) => e.relation),
      edges.map((e) => e.stream),
      edges.map((e) => e.target),
      edges.map((e) => targets.get(`${e.stream} ${e.target}`) ?? null),
    ],
  });
}

/** Brings the edges of changed entities to what was shown. */
export async function replaceEdges(tx: Sql, origin: Origin, entities: readonly EntityEdges[]): Promise<void> {
  if (entities.length === 0) return;
  const shown = entities.flatMap((entity) =>
    entity.relations.map((relation) => ({ entityId: entity.entityId, relation })),
  );
  const kept = entities.flatMap((entity) => entity.edges.map((edge) => ({ entityId: entity.entityId, edge })));
  await tx.query({
    name: 'edges-remove',
    text: `delete from relations r using unnest($3::uuid[], $4::text[]) as s (from_id, type)
           where r.workspace_id = $1 and r.connection_id = $2 and r.from_entity_id = s.from_id and r.type = s.type
             and not exists (
               select from unnest($5::uuid[], $6::text[], $7::text[], $8::text[]) as k (from_id, type, stream, target)
               where k.from_id = r.from_entity_id and k.type = r.type and k.stream = r.to_stream and k.target = r.target)`,
    values: [
      origin.workspaceId,
      origin.connectionId,
      shown.map((s) => s.entityId),
      shown.map((s) => s.relation),
      kept.map((k) => k.entityId),
      kept.map((k) => k.edge.relation),
      kept.map((k) => k.edge.stream),
      kept.map((k) => k.edge.target),
    ],
  });
  await addEdges(tx, origin, entities, 'may stand');
}

function isSameEdge(a: PreparedEdge, b: PreparedEdge): boolean {
  return a.relation === b.relation && a.stream === b.stream && a.target === b.target;
}

/** The edges that this connection has shown of some entities, by entity. */
export async function loadEdges(
  tx: Sql,
  origin: Origin,
  entityIds: readonly string[],
): Promise<Map<string, PreparedEdge[]>> {
  if (entityIds.length === 0) return new Map();
  const { rows } = await tx.query<PreparedEdge & { entityId: string }>({
    name: 'edges-load',
    text: `select r.from_entity_id as "entityId", r.type as relation, r.to_stream as stream, r.target
           from unnest($3::uuid[]) as i (id)
           cross join lateral (select * from relations r where r.workspace_id = $1 and r.from_entity_id = i.id and r.connection_id = $2 offset 0) r`,
    values: [origin.workspaceId, origin.connectionId, entityIds],
  });
  return Map.groupBy(rows, (row) => row.entityId);
}

async function resolveTargets(tx: Sql, origin: Origin, edges: readonly PreparedEdge[]): Promise<Map<string, string>> {
  const distinct = new Map(edges.map((edge) => [`${edge.stream} ${edge.target}`, edge]));
  const byId: { stream: string; value: string }[] = [];
  const byLocator: { stream: string; value: string }[] = [];
  for (const { stream, target } of distinct.values()) {
    (target.startsWith('id:') ? byId : byLocator).push({ stream, value: target.slice(3) });
  }
  const found = new Map<string, string>();
  for (const [column, wanted] of [
    ['external_id', byId],
    ['locator', byLocator],
  ] as const) {
    if (wanted.length === 0) continue;
    const { rows } = await tx.query<{ stream: string; value: string; entityId: string }>({
      name: `edges-resolve-${column}`,
      text: `select i.stream, i.value, m.entity_id as "entityId" from unnest($3::text[], $4::text[]) as i (stream, value)
             cross join lateral (select entity_id from mappings m
               where m.workspace_id = $1 and m.connection_id = $2 and m.stream = i.stream and m.${column} = i.value and m.state <> 'gone' offset 0) m`,
      values: [origin.workspaceId, origin.connectionId, wanted.map((w) => w.stream), wanted.map((w) => w.value)],
    });
    const prefix = column === 'external_id' ? 'id:' : 'at:';
    for (const row of rows) found.set(`${row.stream} ${prefix}${row.value}`, row.entityId);
  }
  return found;
}

/**
 * One event for what others turn out to belong to, however many they are: they change no version, and are what its
 * readers have to look at again.
 */
const announceRelated = `insert into events (workspace_id, type, entity_id, connection_id)
  select distinct workspace_id, 'entity.related', to_entity_id, connection_id from resolved where type in ('belongs_to', 'part_of')`;

/** Resolves edges that waited for records which are linked now; returns how many. */
export async function resolveWaitingEdges(
  tx: Sql,
  origin: Origin,
  linked: readonly {
    readonly stream: string;
    readonly externalId: string;
    readonly locator: string | null;
    readonly entityId: string;
  }[],
): Promise<number> {
  if (linked.length === 0) return 0;
  const streams = [...new Set(linked.map((l) => l.stream))];
  const awaited = new Set<string>();
  for (const stream of streams) {
    // One look a stream: joined to a list, the planner reads all that waits before it filters.
    const { rows } = await tx.query({
      name: 'edges-any-waiting',
      text: `select from relations where workspace_id = $1 and connection_id = $2 and to_stream = $3 and to_entity_id is null limit 1`,
      values: [origin.workspaceId, origin.connectionId, stream],
    });
    if (rows.length > 0) awaited.add(stream);
  }
  if (awaited.size === 0) return 0;
  const targets = linked
    .filter((l) => awaited.has(l.stream))
    .flatMap((l) => [
      { stream: l.stream, target: `id:${l.externalId}`, entityId: l.entityId },
      ...(l.locator === null ? [] : [{ stream: l.stream, target: `at:${l.locator}`, entityId: l.entityId }]),
    ]);
  const { rowCount } = await tx.query({
    name: 'edges-resolve-waiting',
    text: `with resolved as (
             update relations r set to_entity_id = i.entity_id
             from unnest($3::text[], $4::text[], $5::uuid[]) as i (stream, target, entity_id)
             where r.workspace_id = $1 and r.connection_id = $2 and r.to_stream = i.stream and r.target = i.target and r.to_entity_id is null
             returning r.workspace_id, r.connection_id, r.type, r.to_entity_id
           ), announced as (${announceRelated})
           select from resolved`,
    values: [
      origin.workspaceId,
      origin.connectionId,
      targets.map((t) => t.stream),
      targets.map((t) => t.target),
      targets.map((t) => t.entityId),
    ],
  });
  return rowCount ?? 0;
}

/**
 * Resolves every edge whose target is linked by now; returns how many. Two transactions that add an edge and its
 * target at the same moment can't see each other, so the sweeper calls this, and the end of a process.
 */
export async function sweepWaitingEdges(sql: Sql): Promise<number> {
  // Edges to a stream that nobody reads wait for ever, and are many: they are not looked at one by one.
  const { rows: streams } = await sql.query<{ workspaceId: number; connectionId: number; stream: string }>(
    `select w.workspace_id as "workspaceId", w.connection_id as "connectionId", w.to_stream as stream
     from (select distinct workspace_id, connection_id, to_stream from relations where to_entity_id is null) w
     where exists (select from mappings m
       where m.workspace_id = w.workspace_id and m.connection_id = w.connection_id and m.stream = w.to_stream)`,
  );
  let resolved = 0;
  for (const { workspaceId, connectionId, stream } of streams) {
    for (const [prefix, column] of [
      ['id:', 'external_id'],
      ['at:', 'locator'],
    ]) {
      const { rowCount } = await sql.query(
        `with resolved as (
           update relations r set to_entity_id = m.entity_id from mappings m
           where r.to_entity_id is null and r.workspace_id = $1 and r.connection_id = $2 and r.to_stream = $3 and r.target like $4
             and m.workspace_id = $1 and m.connection_id = $2 and m.stream = $3 and m.state <> 'gone' and m.${column} = substr(r.target, 4)
           returning r.workspace_id, r.connection_id, r.type, r.to_entity_id
         ), announced as (${announceRelated})
         select from resolved`,
        [workspaceId, connectionId, stream, `${prefix}%`],
      );
      resolved += rowCount ?? 0;
    }
  }
  return resolved;
}
