import type { Json } from '@syncline/core';
import { insertEvent, loadAgents, lockAgentMemory, saveAgentMemory, writeAudit } from '@syncline/store';
import type { EngineContext } from '../context.ts';

export interface MemoryPut {
  readonly workspaceId: number;
  readonly agentId: string;
  readonly document: Json;
  /** The version that it was made on, 0 for the first; another one that stands refuses it. Absent: whatever stands. */
  readonly expectedVersion?: number;
  readonly actor: string;
  readonly why?: string;
}

export type MemoryOutcome =
  | { readonly outcome: 'saved'; readonly version: number }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'stale'; readonly version: number };

/** Has an agent remember something else; audited, without what it is. */
export async function putAgentMemory(ctx: EngineContext, put: MemoryPut): Promise<MemoryOutcome> {
  const { workspaceId, agentId, document, actor } = put;
  return ctx.store.transaction(async (tx): Promise<MemoryOutcome> => {
    const [agent] = await loadAgents(tx, workspaceId, [agentId]);
    if (!agent) return { outcome: 'not_found' };
    const standing = await lockAgentMemory(tx, workspaceId, agentId);
    if (put.expectedVersion !== undefined && put.expectedVersion !== standing)
      return { outcome: 'stale', version: standing };
    const version = standing + 1;
    await saveAgentMemory(tx, workspaceId, { agentId, version, document, updatedBy: actor });
    await insertEvent(tx, { workspaceId, type: 'agent.memory_changed', entityId: agentId, payload: { version } });
    await writeAudit(tx, [
      {
        workspaceId,
        actor,
        action: 'agent.memory',
        subject: `agent ${agentId}`,
        entityId: agentId,
        why: put.why ?? null,
        details: { version, bytes: Buffer.byteLength(JSON.stringify(document)) },
      },
    ]);
    return { outcome: 'saved', version };
  });
}
