import type { Json } from '@syncline/core';
import { putAgentMemory } from '@syncline/engine';
import { shownTask, stateOfAgent } from '@syncline/state-cache';
import { loadAgents, loadAgentTasks, readAgentMemories } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { uuidParams } from '../schemas/paging.ts';
import { commonProblems, missingVersionProblem, notFoundProblem, staleProblem } from '../schemas/problem.ts';
import { agentMemoryPut, agentMemorySchema, agentStateSchema } from '../schemas/state-cache.ts';
import { changeHeaders, neededVersion, sendVersion, stale } from '../versioned.ts';

const tags = ['state'];
/** A memory is for what an agent has to know at once, not for all that it ever saw. */
const memoryLimit = 256 * 1024;
const TASKS_SHOWN = 1_000;

/** Agents: users that are programs. Their tasks are what is assigned to them. */
export function agentRoutes(app: App, { context }: OperatorDeps): void {
  const { store } = context;
  const find = async (workspaceId: number, id: string) => {
    const [agent] = await loadAgents(store, workspaceId, [id]);
    if (!agent) throw notFound('agent', id);
    const [memory] = await readAgentMemories(store, workspaceId, [id]);
    return { agent, memory };
  };
  const shownMemory = async (workspaceId: number, id: string) => {
    const { memory } = await find(workspaceId, id);
    return {
      agent_id: id,
      memory_version: memory?.version ?? 0,
      document: memory?.document ?? null,
      updated_by: memory?.updatedBy ?? null,
      updated_at: memory?.updatedAt ?? null,
    };
  };

  app.get(
    '/api/state/agents/:id',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'How an agent stands, and what it has to do',
        params: uuidParams,
        response: { 200: agentStateSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => {
      const { agent, memory } = await find(workspaceId, params.id);
      const tasks = await loadAgentTasks(store, workspaceId, [params.id]);
      return responseBody({
        agent_id: params.id,
        ...stateOfAgent(agent, tasks),
        memory_version: memory?.version ?? 0,
        tasks: tasks.slice(0, TASKS_SHOWN).map(shownTask),
      }) as never;
    },
  );

  app.get(
    '/api/state/agents/:id/memory',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'What an agent remembers',
        params: uuidParams,
        response: { 200: agentMemorySchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }, reply) => {
      const memory = await shownMemory(workspaceId, params.id);
      sendVersion(reply, memory.memory_version);
      return responseBody(memory);
    },
  );

  app.put(
    '/api/state/agents/:id/memory',
    {
      config: access('operator', 'entities:write'),
      bodyLimit: memoryLimit,
      schema: {
        tags,
        summary: 'Have an agent remember something else, all of it; audited',
        params: uuidParams,
        headers: changeHeaders,
        body: agentMemoryPut,
        response: {
          200: agentMemorySchema,
          ...commonProblems,
          ...notFoundProblem,
          ...staleProblem,
          ...missingVersionProblem,
        },
      },
    },
    async (request, reply) => {
      const { workspaceId, params, body } = request;
      // Whoever may not know of the agent is not told how to change it.
      await find(workspaceId, params.id);
      const version = neededVersion(request);
      const outcome = await putAgentMemory(context, {
        workspaceId,
        agentId: params.id,
        document: body.document as Json,
        actor: actorOf(request),
        ...(version === undefined ? {} : { expectedVersion: version }),
        ...(body.why === undefined ? {} : { why: body.why }),
      });
      if (outcome.outcome === 'not_found') throw notFound('agent', params.id);
      if (outcome.outcome === 'stale') throw stale(outcome.version);
      const memory = await shownMemory(workspaceId, params.id);
      sendVersion(reply, memory.memory_version);
      return responseBody(memory);
    },
  );
}
