import { z } from 'zod';
import { instant, json } from './paging.ts';

const taskName = z.enum(['verify', 'rebuild']);

export const stateCacheSchema = z
  .object({
    kind: z.enum(['none', 'redis', 'cloudflare']).describe('Where state is cached; none: nowhere'),
    state: z
      .enum(['off', 'waiting', 'current', 'behind', 'failing'])
      .describe('waiting: nobody keeps it; behind: changes are not written yet; failing: the cache refuses or is away'),
    keys: z.number().int().describe('Keys of this workspace'),
    position: z.string().nullable().describe('Everything up to this event is written'),
    positionAt: instant.nullable().describe('When that was so last'),
    wroteAt: instant.nullable(),
    error: z.string().nullable(),
    failingSince: instant.nullable(),
    wanted: taskName.nullable().describe('What was asked for and is not done'),
    wantedAt: instant.nullable(),
    checkedAt: instant.nullable().describe('When all of it was compared with Postgres last'),
    report: z
      .object({
        task: taskName,
        keys: z.number().int(),
        missing: z.number().int(),
        different: z.number().int(),
        extra: z.number().int(),
        tooFresh: z.number().int().describe('Written so lately that they were not judged'),
        oldestDriftMs: z.number().describe('How long the oldest difference can have stood'),
        repaired: z.number().int(),
        tookMs: z.number(),
        examples: z.array(z.string()),
      })
      .nullable()
      .describe('What that found, in all workspaces'),
  })
  .meta({ id: 'StateCache' });

export const stateCacheAccepted = z.object({ task: taskName, wantedAt: instant }).meta({ id: 'StateCacheAccepted' });

const why = z.string().trim().min(1).max(2_000).optional().describe('For the audit');

export const agentMemorySchema = z
  .object({
    agent_id: z.uuid(),
    memory_version: z.number().int().describe('Goes up with each PUT, 0 before the first; the ETag'),
    document: json,
    updated_by: z.string().nullable(),
    updated_at: instant.nullable(),
  })
  .meta({ id: 'AgentMemory' });

export const agentMemoryPut = z.strictObject({ document: json.describe('All of it'), why });

const task = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string().nullable(),
  state: z.string().nullable(),
  entity_version: z.number().int(),
  project_ids: z.array(z.uuid()),
  blocked_by: z.array(z.uuid()).describe('What it depends on and is not done'),
  conflicts: z.number().int(),
  updated_at: z.string().nullable(),
});

export const agentStateSchema = z
  .object({
    agent_id: z.uuid(),
    name: json,
    entity_version: z.number().int(),
    state: z.enum(['idle', 'busy', 'blocked']).describe('blocked: there is nothing that it could go on with'),
    tasks_open: z.number().int(),
    tasks_blocked: z.number().int(),
    tasks_in_conflict: z.number().int(),
    last_change_at: z.string().nullable(),
    memory_version: z.number().int(),
    tasks: z.array(task).describe('What is assigned to it and not done, the newest first, at most 1,000'),
  })
  .meta({ id: 'AgentState' });
