import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { ClientFigures } from '../schema/index.ts';
import { type ClientMatches, readClientMatches } from './client-matches.ts';
import { type ClientListPart, type ClientMemberView, readClientMembers } from './client-members.ts';
import { type ClientTroubles, readClientTroubles } from './client-troubles.ts';
import type { Paged } from './cursor.ts';
import { type FieldProvenance, readProvenance } from './entity-history.ts';
import { type MappingView, readMappings } from './entity-show.ts';
import { titleOf } from './entity-words.ts';
import { listRelations, type RelationView } from './relation-list.ts';

/** All that is known of a client, and why. */
export interface ClientView {
  /** The account. */
  readonly id: string;
  /** What was asked for, where that is something that leads to the account: a person of it, or what it was merged from. */
  readonly askedFor: string;
  readonly name: string | null;
  readonly version: number;
  readonly fields: Readonly<Record<string, Json>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Where each field has its value from. */
  readonly provenance: Readonly<Record<string, FieldProvenance>>;
  readonly mappings: readonly MappingView[];
  /** Edges of the account itself; `moreRelations`: there are more than are listed. */
  readonly relations: readonly RelationView[];
  readonly moreRelations: boolean;
  readonly parts: Readonly<Record<ClientListPart, Paged<ClientMemberView>>>;
  readonly troubles: ClientTroubles;
  readonly matches: ClientMatches;
  /** Null: it was not counted yet. */
  readonly figures: ClientFigures | null;
  readonly keptAt: Date | null;
  /** Nothing has happened to it since, as far as was followed. */
  readonly isCurrent: boolean;
}

/** So many records of each part are shown at first. */
const SHOWN = 10;
const RELATIONS_EACH_WAY = 10;
/** A chain of merges is no longer than this. */
const MERGES = 20;

interface AccountRow {
  readonly id: string;
  readonly name: string | null;
  readonly version: number;
  readonly fields: Readonly<Record<string, Json>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly originPageId: number | null;
  readonly figures: ClientFigures | null;
  readonly keptAt: Date | null;
  readonly isCurrent: boolean;
}

/** One client; the id is an account's, or that of a person who belongs to one. Null: it leads to no account. */
export async function showClient(sql: Sql, workspaceId: number, askedFor: string): Promise<ClientView | null> {
  const id = await findClient(sql, workspaceId, askedFor);
  if (id === null) return null;
  const account = await readAccount(sql, workspaceId, id);
  if (account === null) return null;
  const { originPageId, ...shown } = account;
  const page = { limit: RELATIONS_EACH_WAY };
  const [parts, troubles, matches, mappings, out, inward, provenance] = await Promise.all([
    readClientMembers(sql, workspaceId, id, SHOWN),
    readClientTroubles(sql, workspaceId, id, SHOWN),
    readClientMatches(sql, workspaceId, id, SHOWN),
    readMappings(sql, workspaceId, id),
    listRelations(sql, workspaceId, id, { direction: 'out', standing: true }, page),
    listRelations(sql, workspaceId, id, { direction: 'in', standing: true }, page),
    readProvenance(sql, workspaceId, account, originPageId),
  ]);
  return {
    ...shown,
    askedFor,
    provenance,
    mappings,
    relations: [...out.items, ...inward.items],
    moreRelations: out.nextCursor !== null || inward.nextCursor !== null,
    parts,
    troubles,
    matches,
  };
}

/** The account that an id leads to: its own, what it was merged into, or whose person it is; null: none. */
export async function findClient(sql: Sql, workspaceId: number, id: string): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>({
    name: 'client-find',
    text: `with recursive standing as (
             select e.id, e.kind, e.merged_into, e.deleted_at, 0 as depth from entities e where e.workspace_id = $1 and e.id = $2
             union all select e.id, e.kind, e.merged_into, e.deleted_at, s.depth + 1
             from standing s join entities e on e.workspace_id = $1 and e.id = s.merged_into where s.depth < ${MERGES}
           ), it as (select * from standing where deleted_at is null order by depth desc limit 1)
           select id from it where kind = 'account'
           union all (select a.id from it join relations r on r.workspace_id = $1 and r.from_entity_id = it.id and r.type = 'belongs_to'
               join entities a on a.workspace_id = $1 and a.id = r.to_entity_id and a.kind = 'account' and a.deleted_at is null
             where it.kind = 'contact' order by a.id limit 1)`,
    values: [workspaceId, id],
  });
  return rows[0]?.id ?? null;
}

async function readAccount(sql: Sql, workspaceId: number, id: string): Promise<AccountRow | null> {
  const { rows } = await sql.query<AccountRow & Record<string, unknown>>({
    name: 'client-account',
    text: `select e.id, ${titleOf('e')} as name, e.version, e.fields, e.created_at as "createdAt", e.updated_at as "updatedAt",
             e.origin_page_id as "originPageId", c.figures, c.kept_at as "keptAt", coalesce(not c.is_dirty, false) as "isCurrent"
           from entities e left join clients c on c.workspace_id = e.workspace_id and c.client_id = e.id
           where e.workspace_id = $1 and e.id = $2 and e.deleted_at is null`,
    values: [workspaceId, id],
  });
  return rows[0] ?? null;
}
