import { type CrmPlace, findCrm, startIncremental } from '@syncline/engine';
import { showConnection } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { inShort } from '../crm-problem.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { responseBody } from '../response-body.ts';
import { crmSyncRequest, crmSyncSchema } from '../schemas/crm.ts';
import { serialParams } from '../schemas/paging.ts';
import { commonProblems, notFoundProblem } from '../schemas/problem.ts';

const tags = ['crm'];

/** `syncIncremental` of the contract: a run of the engine, whose records land in the graph. */
export function crmSyncRoutes(app: App, { context }: OperatorDeps): void {
  const describe = async (place: CrmPlace, processId: string | null) => {
    const { connector, source, row } = await findCrm(context, place);
    const { pollIntervalMs } = context.config;
    const view = await showConnection(context.store, place.workspaceId, pollIntervalMs, place.connectionId);
    const known = new Map(view?.streams.map((each) => [each.stream, each]));
    const chosen = (row.settings as { readonly streams?: readonly string[] }).streams;
    const streams = connector.streams
      .filter(({ name }) => chosen?.includes(name) ?? true)
      .map(({ name, kind }) => {
        // One that was never read rests.
        const { state = 'idle' as const, syncedUpTo = null, lastError = null } = known.get(name) ?? {};
        return { stream: name, kind, state, syncedUpTo, lastError };
      });
    return responseBody({ source, processId, streams });
  };

  app.get(
    '/api/v1/crm/:id/sync',
    {
      config: access('viewer', 'connections:read'),
      schema: {
        tags,
        summary: 'How each stream of a CRM does: idle, syncing or error',
        params: serialParams,
        response: { 200: crmSyncSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async (request) =>
      inShort(request, () => describe({ workspaceId: request.workspaceId, connectionId: request.params.id }, null)),
  );

  app.post(
    '/api/v1/crm/:id/sync',
    {
      config: access('operator', 'processes:write'),
      schema: {
        tags,
        summary: 'Read what changed at a CRM; streams in error are tried again',
        params: serialParams,
        body: crmSyncRequest,
        response: { 202: crmSyncSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async (request, reply) =>
      inShort(request, async () => {
        const place = { workspaceId: request.workspaceId, connectionId: request.params.id };
        await findCrm(context, place);
        const { processId } = await startIncremental(context, {
          connectionId: place.connectionId,
          streams: request.body.streams,
        });
        const answer = await describe(place, processId);
        return reply.code(202).header('location', `/api/v1/processes/${processId}`).send(answer);
      }),
  );
}
