import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';

export interface AgentMemory {
  readonly agentId: string;
  /** 0: nothing was ever remembered. */
  readonly version: number;
  readonly document: Json;
  readonly updatedBy: string | null;
  readonly updatedAt: Date | null;
}

/** What agents remember; those that never did are left out. */
export async function readAgentMemories(
  sql: Sql,
  workspaceId: number,
  agentIds: readonly string[],
): Promise<AgentMemory[]> {
  const { rows } = await sql.query<AgentMemory & Record<string, unknown>>(
    `select agent_id as "agentId", version, document, updated_by as "updatedBy", updated_at as "updatedAt"
     from agent_memories where workspace_id = $1 and agent_id = any ($2::uuid[])`,
    [workspaceId, agentIds],
  );
  return rows;
}

/** The version that an agent's memory has, kept from changing for the transaction; 0: there is none. */
export async function lockAgentMemory(tx: Sql, workspaceId: number, agentId: string): Promise<number> {
  // A lock on the row can't be had before there is one.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('agent-memory ' || $1, $2))`, [agentId, workspaceId]);
  const { rows } = await tx.query<{ version: number }>(
    'select version from agent_memories where workspace_id = $1 and agent_id = $2',
    [workspaceId, agentId],
  );
  return rows[0]?.version ?? 0;
}

export async function saveAgentMemory(
  tx: Sql,
  workspaceId: number,
  memory: { readonly agentId: string; readonly version: number; readonly document: Json; readonly updatedBy: string },
): Promise<void> {
  await tx.query(
    `insert into agent_memories (workspace_id, agent_id, version, document, updated_by) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, agent_id) do update set version = excluded.version, document = excluded.document,
       updated_by = excluded.updated_by, updated_at = now()`,
    [workspaceId, memory.agentId, memory.version, JSON.stringify(memory.document), memory.updatedBy],
  );
}
