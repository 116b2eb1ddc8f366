import { type Projected, timeOf } from './projected.ts';

export interface Agent {
  readonly id: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** An item that is assigned to an agent and not done. */
export interface AgentTask {
  readonly agentId: string;
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly state: string | null;
  readonly version: number;
  readonly updatedAt: Date;
  readonly projectIds: readonly string[];
  readonly blockedBy: readonly string[];
  readonly conflicts: number;
}

export interface Memory {
  readonly agentId: string;
  readonly version: number;
  readonly document: unknown;
  readonly updatedBy: string | null;
  readonly updatedAt: Date | null;
}

export type AgentState = 'idle' | 'busy' | 'blocked';

const MAX_TASKS = 1_000;

/** `agents/{id}/state`, `/tasks` and, for those that have one, `/memory`. */
export function projectAgents(
  agents: readonly Agent[],
  tasks: readonly AgentTask[],
  memories: readonly Memory[],
): Projected[] {
  const tasksOf = Map.groupBy(tasks, (task) => task.agentId);
  const memoryOf = new Map(memories.map((memory) => [memory.agentId, memory]));
  return agents.flatMap((agent) => {
    const own = tasksOf.get(agent.id) ?? [];
    const memory = memoryOf.get(agent.id);
    const under = (name: string, content: Projected['content']): Projected => ({
      key: `agents/${agent.id}/${name}`,
      subject: null,
      content: { agent_id: agent.id, ...content },
    });
    return [
      under('state', stateOfAgent(agent, own)),
      under('tasks', { count: own.length, tasks: own.slice(0, MAX_TASKS).map(shownTask) }),
      ...(memory ? [under('memory', shownMemory(memory))] : []),
    ];
  });
}

/** Without work it is idle; with none that it could go on with, blocked. */
export function stateOfAgent(agent: Agent, tasks: readonly AgentTask[]): Readonly<Record<string, unknown>> {
  const blocked = tasks.filter(isBlocked).length;
  const state: AgentState = tasks.length === 0 ? 'idle' : blocked === tasks.length ? 'blocked' : 'busy';
  const { name, login, username } = agent.fields;
  return {
    name: name ?? login ?? username ?? null,
    entity_version: agent.version,
    state,
    tasks_open: tasks.length,
    tasks_blocked: blocked,
    tasks_in_conflict: tasks.filter((task) => task.conflicts > 0).length,
    last_change_at: timeOf(tasks[0]?.updatedAt ?? null),
  };
}

function isBlocked({ blockedBy, conflicts }: AgentTask): boolean {
  return blockedBy.length > 0 || conflicts > 0;
}

/** As the cache and the API show it. */
export function shownTask(task: AgentTask): Readonly<Record<string, unknown>> {
  return {
    id: task.id,
    kind: task.kind,
    title: task.title,
    state: task.state,
    entity_version: task.version,
    project_ids: task.projectIds,
    blocked_by: task.blockedBy,
    conflicts: task.conflicts,
    updated_at: timeOf(task.updatedAt),
  };
}

function shownMemory({ version, document, updatedBy, updatedAt }: Memory): Readonly<Record<string, unknown>> {
  return { memory_version: version, document, updated_by: updatedBy, updated_at: timeOf(updatedAt) };
}
