import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { Origin } from '../graph-read.ts';

export interface FoundMapping {
  readonly index: number;
  readonly entityId: string;
}

/** The entities that remote records are linked to; `index` is the position in the list that was asked for. */
export async function findMappings(
  tx: Sql,
  origin: Origin,
  records: readonly { readonly stream: string; readonly externalId: string }[],
): Promise<FoundMapping[]> {
  if (records.length === 0) return [];
  const { rows } = await tx.query<FoundMapping>({
    name: 'mappings-find',
    text: `select i.position::int - 1 as index, m.entity_id as "entityId"
           from unnest($3::text[], $4::text[]) with ordinality as i (stream, external_id, position)
           cross join lateral (select entity_id from mappings m
             where m.workspace_id = $1 and m.connection_id = $2 and m.stream = i.stream and m.external_id = i.external_id offset 0) m`,
    values: [origin.workspaceId, origin.connectionId, records.map((r) => r.stream), records.map((r) => r.externalId)],
  });
  return rows;
}

export interface LinkRow {
  readonly connectionId: number;
  readonly stream: string;
  readonly externalId: string;
  readonly entityId: string;
  readonly locator: string | null;
  readonly scope: string;
}

/** Links of remote records and of entities: what reference fields are translated by. */
export async function findLinks(
  tx: Sql,
  workspaceId: number,
  wanted: {
    readonly records: readonly {
      readonly connectionId: number;
      readonly stream: string;
      readonly externalId: string;
    }[];
    readonly entityIds: readonly string[];
  },
): Promise<LinkRow[]> {
  const columns = `m.connection_id as "connectionId", m.stream, m.external_id as "externalId", m.entity_id as "entityId", m.locator, m.scope`;
  const links: LinkRow[] = [];
  if (wanted.records.length > 0) {
    const { rows } = await tx.query<LinkRow>({
      name: 'links-of-records',
      text: `select ${columns} from (select distinct * from unnest($2::int[], $3::text[], $4::text[]) as i (connection_id, stream, external_id)) i
             cross join lateral (select * from mappings m where m.workspace_id = $1 and m.connection_id = i.connection_id and m.stream = i.stream
               and m.external_id = i.external_id and m.state <> 'gone' offset 0) m`,
      values: [
        workspaceId,
        wanted.records.map((r) => r.connectionId),
        wanted.records.map((r) => r.stream),
        wanted.records.map((r) => r.externalId),
      ],
    });
    links.push(...rows);
  }
  const entityIds = [...new Set([...wanted.entityIds, ...links.map((link) => link.entityId)])];
  if (entityIds.length > 0) {
    const { rows } = await tx.query<LinkRow>({
      name: 'links-of-entities',
      text: `select ${columns} from unnest($2::uuid[]) as i (id)
             cross join lateral (select * from mappings m where m.workspace_id = $1 and m.entity_id = i.id and m.state = 'linked' offset 0) m`,
      values: [workspaceId, entityIds],
    });
    links.push(...rows);
  }
  return links;
}

/** What the hub holds of an entity; nothing where there is none. */
export async function findEntityFields(sql: Sql, workspaceId: number, entityId: string): Promise<Record<string, Json>> {
  const { rows } = await sql.query<{ fields: Record<string, Json> }>(
    'select fields from entities where workspace_id = $1 and id = $2',
    [workspaceId, entityId],
  );
  return rows[0]?.fields ?? {};
}

/** The kinds of some entities, each once. */
export async function kindsOf(sql: Sql, workspaceId: number, entityIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ kind: string }>(
    'select distinct kind from entities where workspace_id = $1 and id = any($2::uuid[])',
    [workspaceId, entityIds],
  );
  return rows.map((row) => row.kind);
}

/** Where the records of some streams are, of those that are linked to anything. */
export async function findLocators(
  sql: Sql,
  workspaceId: number,
  streams: readonly { readonly connectionId: number; readonly stream: string }[],
): Promise<{ readonly connectionId: number; readonly externalId: string; readonly locator: string }[]> {
  if (streams.length === 0) return [];
  const { rows } = await sql.query<{ connectionId: number; externalId: string; locator: string }>({
    name: 'mappings-locators',
    text: `select m.connection_id as "connectionId", m.external_id as "externalId", m.locator
           from unnest($2::int[], $3::text[]) as i (connection_id, stream)
           join mappings m on m.workspace_id = $1 and m.connection_id = i.connection_id and m.stream = i.stream
           where m.locator is not null`,
    values: [workspaceId, streams.map((s) => s.connectionId), streams.map((s) => s.stream)],
  });
  return rows;
}
