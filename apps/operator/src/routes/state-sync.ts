import { readAgain, startBackfill, startIncremental } from '@syncline/engine';
import { findConnection, listConnections, listProcesses, readSyncStatus, showEntity } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorHeaders } from '../actor.ts';
import { snakeCased } from '../letter-case.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { resolveConflict } from '../resolve-conflict.ts';
import { responseBody } from '../response-body.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';
import { stateResolutionSchema, stateSyncAccepted, stateSyncRequest, stateSyncStatusSchema } from '../schemas/state.ts';
import { conflictSchema } from '../schemas/sync.ts';
import type { SyncTotals } from '../sync-totals.ts';
import { totalsOf } from '../sync-totals.ts';

const tags = ['state'];

/** Having the state brought up to date, and what keeps it from being so. */
export function stateSyncRoutes(app: App, { context, mappedCounts }: OperatorDeps): void {
  const { store } = context;

  app.post(
    '/api/state/sync',
    {
      config: access('operator', 'processes:write'),
      schema: {
        tags,
        summary: 'Bring the state up to date: read the records of some entities again, or a connection, or all',
        headers: actorHeaders,
        body: stateSyncRequest,
        response: { 202: stateSyncAccepted, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ body, workspaceId }, reply) => {
      if (body.ids !== undefined) {
        const records = await readEntitiesAgain(workspaceId, body.ids);
        return reply.code(202).send({ processes: [], records });
      }
      const start = body.mode === 'backfill' ? startBackfill : startIncremental;
      const processes: string[] = [];
      for (const connectionId of await connectionsOf(workspaceId, body.connection_id))
        processes.push((await start(context, { connectionId })).processId);
      return reply.code(202).send({ processes, records: 0 });
    },
  );

  app.get(
    '/api/state/sync/status',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'Whether all sides are in step, and what is on its way or waits',
        response: { 200: stateSyncStatusSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) => {
      const members = await readSyncStatus(store, workspaceId, await mappedCounts(workspaceId));
      const running = await listProcesses(store, workspaceId, { open: true }, { limit: 200 });
      const totals = totalsOf(members);
      const times = members.flatMap((member) => (member.lastSyncAt === null ? [] : [member.lastSyncAt.getTime()]));
      return responseBody({
        state: stateOf(totals, running.items.length),
        ...snakeCased(totals),
        processes_running: running.items.length,
        last_sync_at: times.length === 0 ? null : new Date(Math.max(...times)),
      });
    },
  );

  app.post(
    '/api/state/resolve-conflict',
    {
      config: access('operator', 'sync:write'),
      schema: {
        tags,
        summary: 'Decide a conflict; what follows is written to the other sides',
        headers: actorHeaders,
        body: stateResolutionSchema,
        response: { 200: conflictSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request) => {
      const { conflict_id: id, ...resolution } = request.body;
      return responseBody(snakeCased(await resolveConflict(context, request, id, resolution)));
    },
  );

  async function readEntitiesAgain(workspaceId: number, ids: readonly string[]): Promise<number> {
    const records = [];
    for (const id of new Set(ids)) {
      const entity = await showEntity(store, workspaceId, id);
      if (!entity) throw notFound('entity', id);
      records.push(...entity.mappings.map((mapping) => ({ ...mapping, workspaceId })));
    }
    await readAgain(context, records);
    return records.length;
  }

  async function connectionsOf(workspaceId: number, wanted: number | undefined): Promise<number[]> {
    if (wanted === undefined) return (await listConnections(store, workspaceId)).map(({ id }) => id);
    const connection = await findConnection(store, wanted);
    if (connection?.workspaceId !== workspaceId) throw notFound('connection', wanted);
    return [wanted];
  }
}

function stateOf(totals: SyncTotals, running: number): 'in_step' | 'working' | 'attention' {
  if (totals.conflictsOpen + totals.errorsOpen > 0) return 'attention';
  return totals.writebacksPending + running > 0 ? 'working' : 'in_step';
}
