import type { FieldOrigin, HeldField, Json, TextLoss } from '@syncline/core';
import type { Sql } from '../database.ts';
import { type EntityChange, type FieldProvenance, readHistory, readProvenance } from './entity-history.ts';
import type { EntityListItem } from './entity-list.ts';
import { titleOf } from './entity-words.ts';
import { listRelations, type RelationView } from './relation-list.ts';

export interface MappingView {
  readonly connectionId: number;
  readonly connectionName: string;
  readonly connector: string;
  readonly stream: string;
  readonly scope: string;
  readonly externalId: string;
  readonly locator: string | null;
  readonly url: string | null;
  /** `duplicate`: it is read, and not written; another record of its stream is the entity's. */
  readonly state: 'linked' | 'gone' | 'duplicate';
  readonly remoteUpdatedAt: Date | null;
  readonly firstSeenAt: Date;
  /** When what the remote shows last changed for us; a look that showed the same is not written down. */
  readonly changeSeenAt: Date;
  /** True for the remote record that the entity was made from. */
  readonly home: boolean;
  readonly method: 'webhook' | 'poll' | 'batch' | 'manual' | null;
  readonly remoteVersion: string | null;
  readonly ownKey: string | null;
  /** What the remote last showed, in its own terms. */
  readonly seen: Readonly<Record<string, Json>>;
  /** What both sides last agreed on. */
  readonly base: Readonly<Record<string, Json>>;
  /** Fields that wait for somebody: why, and the key of the item that says more. */
  readonly held: Readonly<Record<string, HeldField>>;
  /** By field, what the remote's form of a rich text can't carry. */
  readonly losses: Readonly<Record<string, readonly TextLoss[]>>;
}

export interface EntityView extends EntityListItem {
  /** Who brought each field's value, where several could have; `hub`: a person here. */
  readonly origins: Readonly<Record<string, FieldOrigin>>;
  /** Of a tombstone: what it has become part of. */
  readonly mergedInto: string | null;
  readonly mappings: readonly MappingView[];
  readonly relations: readonly RelationView[];
  /** True when there are more relations than are listed: `listRelations` has them all. */
  readonly moreRelations: boolean;
  /** Newest first, at most 50. */
  readonly history: readonly EntityChange[];
  /** Where each field's value came from. */
  readonly provenance: Readonly<Record<string, FieldProvenance>>;
}

const RELATIONS_EACH_WAY = 100;

/** Everything about one entity; null when the workspace has none of that id. */
export async function showEntity(sql: Sql, workspaceId: number, id: string): Promise<EntityView | null> {
  const { rows } = await sql.query<
    Pick<EntityView, keyof EntityListItem | 'origins' | 'mergedInto'> & { originPageId: number | null }
  >(
    `select e.id, e.kind, ${titleOf('e')} as title, e.version, e.fields, e.created_at as "createdAt", e.updated_at as "updatedAt",
       e.deleted_at as "deletedAt", e.merged_into as "mergedInto", coalesce(e.origins, '{}'::jsonb) as origins, e.origin_page_id as "originPageId"
     from entities e where e.workspace_id = $1 and e.id = $2`,
    [workspaceId, id],
  );
  const found = rows[0];
  if (!found) return null;
  const { originPageId, ...entity } = found;
  const mappings = await readMappings(sql, workspaceId, id);
  const relations = await readRelations(sql, workspaceId, id);
  const history = await readHistory(sql, workspaceId, id, entity.fields as Record<string, Json>);
  const provenance = await readProvenance(sql, workspaceId, entity, originPageId);
  return { ...entity, mappings, ...relations, history, provenance };
}

/** The remote records of an entity. */
export async function readMappings(sql: Sql, workspaceId: number, id: string): Promise<MappingView[]> {
  const { rows } = await sql.query<MappingView>(
    `select m.connection_id as "connectionId", c.name as "connectionName", c.connector, m.stream, m.scope, m.external_id as "externalId", m.locator,
       m.url, m.state, m.remote_updated_at as "remoteUpdatedAt", m.created_at as "firstSeenAt", m.updated_at as "changeSeenAt",
       m.home, m.method, m.remote_version as "remoteVersion", m.own_key as "ownKey", m.seen, coalesce(m.base, '{}'::jsonb) as base,
       coalesce(m.shadow -> 'held', '{}'::jsonb) as held, coalesce(m.shadow -> 'losses', '{}'::jsonb) as losses
     from mappings m join connections c on c.id = m.connection_id
     where m.workspace_id = $1 and m.entity_id = $2 order by m.created_at, m.connection_id, m.stream`,
    [workspaceId, id],
  );
  return rows;
}

async function readRelations(
  sql: Sql,
  workspaceId: number,
  id: string,
): Promise<Pick<EntityView, 'relations' | 'moreRelations'>> {
  const page = { limit: RELATIONS_EACH_WAY };
  const out = await listRelations(sql, workspaceId, id, { direction: 'out' }, page);
  const inward = await listRelations(sql, workspaceId, id, { direction: 'in' }, page);
  return {
    relations: [...out.items, ...inward.items],
    moreRelations: out.nextCursor !== null || inward.nextCursor !== null,
  };
}
