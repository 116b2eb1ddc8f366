import { replayDelivery } from '@syncline/engine';
import { listDeliveries, showDelivery } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { deliveryContent } from '../delivery-content.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound, Problem } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { deliveryDetailSchema, deliveryPageSchema, deliveryQuery } from '../schemas/delivery.ts';
import { bigSerialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';

const tags = ['inbox'];

export function deliveryRoutes(app: App, { context }: OperatorDeps): void {
  const show = async (workspaceId: number, id: number) => {
    const delivery = await showDelivery(context.store, workspaceId, id);
    if (!delivery) throw notFound('delivery', id);
    return responseBody({ ...delivery, ...deliveryContent(delivery) });
  };

  app.get(
    '/api/v1/inbox',
    {
      config: access('viewer', 'inbox:read'),
      schema: {
        tags,
        summary: 'Webhook deliveries, newest first, without their bodies',
        querystring: deliveryQuery,
        response: { 200: deliveryPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => responseBody(await listDeliveries(context.store, workspaceId, query, query)),
  );
  app.get(
    '/api/v1/inbox/:id',
    {
      // Its body may hold what its sender meant for few.
      config: access('operator', 'inbox:read'),
      schema: {
        tags,
        summary: 'A webhook delivery as it came, and what it caused',
        params: bigSerialParams,
        response: { 200: deliveryDetailSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => show(workspaceId, params.id),
  );

  app.post(
    '/api/v1/inbox/:id/replay',
    {
      config: access('operator', 'inbox:write'),
      schema: {
        tags,
        summary: 'Understand a delivery once more; what it hints at is read anew',
        params: bigSerialParams,
        headers: actorHeaders,
        response: { 200: deliveryDetailSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request) => {
      const { workspaceId } = request;
      const { id } = request.params;
      const outcome = await replayDelivery(context, { workspaceId, id, actor: actorOf(request) });
      if (outcome === 'not_found') throw notFound('delivery', id);
      if (outcome === 'waiting') throw waiting();
      return show(workspaceId, id);
    },
  );
}

function waiting(): Problem {
  return new Problem({
    status: 409,
    code: 'wrong-state',
    title: 'Not possible in this state',
    detail: 'The delivery waits to be processed already.',
    state: 'received',
  });
}
