import { isAgent, type Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import { isOpenSql, itemKinds, stateOf } from './load-subjects.ts';

export interface AgentRow {
  readonly id: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, Json>>;
}

/** The agents of a workspace: users that are programs; of `ids` alone when they are given. */
export async function loadAgents(sql: Sql, workspaceId: number, ids?: readonly string[]): Promise<AgentRow[]> {
  const { rows } = await sql.query<AgentRow & Record<string, unknown>>(
    `select id, version, fields from entities
     where workspace_id = $1 and kind = 'user' and deleted_at is null and (fields ? 'user_type' or fields -> 'bot' = 'true')
       and ($2::uuid[] is null or id = any ($2)) order by id`,
    [workspaceId, ids ?? null],
  );
  return rows.filter((row) => isAgent(row.fields));
}

/** An item that is assigned to an agent and not done. */
export interface AgentTaskRow {
  readonly agentId: string;
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly state: string | null;
  readonly version: number;
  readonly updatedAt: Date;
  readonly projectIds: readonly string[];
  /** Items that are not done and that it depends on. */
  readonly blockedBy: readonly string[];
  readonly conflicts: number;
}

export async function loadAgentTasks(
  sql: Sql,
  workspaceId: number,
  agentIds: readonly string[],
): Promise<AgentTaskRow[]> {
  if (agentIds.length === 0) return [];
  const { rows } = await sql.query<AgentTaskRow & Record<string, unknown>>(
    `with assigned as materialized (
       select distinct r.to_entity_id as agent, e.id, e.kind, coalesce(e.fields ->> 'title', e.fields ->> 'name') as title, ${stateOf('e')} as state,
         e.version, e.updated_at
       from relations r cross join lateral (select * from entities e where e.workspace_id = $1 and e.id = r.from_entity_id offset 0) e
       where r.workspace_id = $1 and r.to_entity_id = any ($2::uuid[]) and r.type = 'assigned_to' and e.kind = any ($3::text[])
         and e.deleted_at is null and ${isOpenSql('e')})
     select a.agent as "agentId", a.id, a.kind, a.title, a.state, a.version, a.updated_at as "updatedAt",
       array(select distinct r.to_entity_id from relations r join entities p on p.workspace_id = $1 and p.id = r.to_entity_id
         where r.workspace_id = $1 and r.from_entity_id = a.id and r.type in ('belongs_to', 'part_of') and p.kind in ('project', 'repository')
           and p.deleted_at is null order by 1) as "projectIds",
       array(select o.id from (
           select to_entity_id as other from relations where workspace_id = $1 and from_entity_id = a.id and type = 'depends_on'
           union select from_entity_id from relations where workspace_id = $1 and to_entity_id = a.id and type = 'blocks') b
         join entities o on o.workspace_id = $1 and o.id = b.other and o.deleted_at is null and ${isOpenSql('o')} order by o.id) as "blockedBy",
       (select count(*)::int from reconciliation_items i where i.workspace_id = $1 and i.entity_id = a.id and i.class = 'conflict'
         and i.state in ('open', 'retrying')) as conflicts
     from assigned a order by a.agent, a.updated_at desc, a.id`,
    [workspaceId, agentIds, itemKinds],
  );
  return rows;
}
