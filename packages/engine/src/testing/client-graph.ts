import { type EntityKind, type Json, newId, type RelationType } from '@syncline/core';
import type { Sql } from '@syncline/store';

type Fields = Readonly<Record<string, Json>>;

/** Records and edges put into the graph as the merger would, each change with its event. */
export function clientGraph(sql: () => Sql, connectionId = 1) {
  const announce = (type: string, id: string) =>
    sql().query('insert into events (workspace_id, type, entity_id) values (1, $1, $2)', [type, id]);
  return {
    async add(kind: EntityKind, fields: Fields, ...edges: (readonly [RelationType, string])[]): Promise<string> {
      const id = newId();
      await sql().query(
        `with made as (insert into entities (workspace_id, id, kind, version, fields) values (1, $1, $2, 1, $3)),
           linked as (insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
             select 1, $1, type, $6, 'x', 'id:' || "to", "to"::uuid from unnest($4::text[], $5::text[]) as i (type, "to"))
         insert into events (workspace_id, type, entity_id, entity_version) values (1, 'entity.created', $1, 1)`,
        [id, kind, JSON.stringify(fields), edges.map(([type]) => type), edges.map(([, to]) => to), connectionId],
      );
      return id;
    },
    async edit(id: string, fields: Fields): Promise<void> {
      await sql().query(
        `update entities set fields = fields || $2, version = version + 1, updated_at = now() where workspace_id = 1 and id = $1`,
        [id, JSON.stringify(fields)],
      );
      await announce('entity.updated', id);
    },
    async tie(from: string, type: RelationType, to: string): Promise<void> {
      await sql().query(
        `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
         values (1, $1, $2, $4, 'x', 'id:' || $3::text, $3::text::uuid) on conflict do nothing`,
        [from, type, to, connectionId],
      );
      await announce('entity.updated', from);
    },
    async untie(from: string): Promise<void> {
      await sql().query('delete from relations where workspace_id = 1 and from_entity_id = $1', [from]);
      await announce('entity.updated', from);
    },
    async bury(id: string, isBack = false): Promise<void> {
      await sql().query(
        'update entities set deleted_at = $2, version = version + 1, updated_at = now() where workspace_id = 1 and id = $1',
        [id, isBack ? null : new Date()],
      );
      await announce(isBack ? 'entity.updated' : 'entity.deleted', id);
    },
  };
}
