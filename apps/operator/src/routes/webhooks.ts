import { subscribeWebhooks, triggerWebhooks, webhookState } from '@syncline/engine';
import { type ConnectionRow, findConnection, writeAudit } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { invalidField, notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { serialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem, vendorProblem } from '../schemas/problem.ts';
import { registerBody, triggerBody, triggeredSchema, webhookStateSchema } from '../schemas/webhooks.ts';

const tags = ['connections'];
const LAST_HOUR_MS = 3_600_000;

/** How a connection hears of changes: looking, subscribing, and having the vendor send something to see whether it arrives. */
export function webhookRoutes(app: App, { context }: OperatorDeps): void {
  const find = async (workspaceId: number, id: number): Promise<ConnectionRow> => {
    const row = await findConnection(context.store, id);
    if (row?.workspaceId !== workspaceId) throw notFound('connection', id);
    return row;
  };
  const limit = (): AbortSignal => AbortSignal.timeout(context.config.vendorTimeoutMs * 4);

  app.get(
    '/api/v1/connections/:id/webhooks',
    {
      config: access('viewer', 'connections:read'),
      schema: {
        tags,
        summary: 'How a connection hears of changes: its subscriptions, and where deliveries go to',
        params: serialParams,
        response: { 200: webhookStateSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => responseBody(webhookState(context, await find(workspaceId, params.id))),
  );

  app.post(
    '/api/v1/connections/:id/webhooks',
    {
      config: access('admin', 'connections:write'),
      schema: {
        tags,
        summary: 'Subscribe webhooks at the vendor, or bring the subscriptions up to date',
        params: serialParams,
        headers: actorHeaders,
        body: registerBody,
        response: {
          200: webhookStateSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...vendorProblem,
        },
      },
    },
    async (request) => {
      const { workspaceId } = request;
      const row = await find(workspaceId, request.params.id);
      const publicUrl = request.body.url ?? row.subscriptions[0]?.publicUrl;
      if (publicUrl === undefined)
        throw invalidField('url', 'is needed: the ingress as the vendor reaches it, such as https://hooks.example.com');
      await subscribeWebhooks(context, row, publicUrl, limit());
      const details = { url: publicUrl };
      await writeAudit(context.store, [
        {
          workspaceId,
          actor: actorOf(request),
          action: 'webhooks.register',
          subject: `connection ${row.name}`,
          entityId: null,
          why: null,
          details,
        },
      ]);
      return responseBody(webhookState(context, await find(workspaceId, row.id)));
    },
  );

  app.post(
    '/api/v1/connections/:id/webhooks/trigger',
    {
      config: access('operator', 'connections:write'),
      schema: {
        tags,
        summary: 'Have the vendor send a ping, and again what it could not deliver',
        params: serialParams,
        body: triggerBody,
        response: {
          200: triggeredSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...vendorProblem,
        },
      },
    },
    async ({ params, body, workspaceId }) => {
      const row = await find(workspaceId, params.id);
      const since = body.since ? new Date(body.since) : new Date(context.clock.now().getTime() - LAST_HOUR_MS);
      return triggerWebhooks(context, row, since, limit());
    },
  );
}
