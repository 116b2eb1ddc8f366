import { retryItem } from '@syncline/engine';
import { groupReconciliationItems, listReconciliationItems, showReconciliationItem } from '@syncline/store';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound, Problem } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { bigSerialParams, pagingQuery } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';
import { allItemStates, groupPageSchema, itemPageSchema, itemQuery, itemSchema } from '../schemas/reconciliation.ts';

const tags = ['reconciliation'];

export function reconciliationRoutes(app: App, { context, workspaceId }: OperatorDeps): void {
  const show = async (id: number) => {
    const item = await showReconciliationItem(context.store, workspaceId, id);
    if (!item) throw notFound('reconciliation item', id);
    return item;
  };

  app.get(
    '/api/v1/reconciliation',
    {
      schema: {
        tags,
        summary: 'What the engine could not finish alone, newest first',
        querystring: itemQuery,
        response: { 200: itemPageSchema, ...commonProblems },
      },
    },
    async ({ query }) => {
      const states = query.state === undefined ? undefined : query.state === 'any' ? allItemStates : [query.state];
      return responseBody(await listReconciliationItems(context.store, workspaceId, { ...query, states }, query));
    },
  );

  app.get(
    '/api/v1/reconciliation/groups',
    {
      schema: {
        tags,
        summary: 'Open items grouped by cause',
        querystring: pagingQuery,
        response: { 200: groupPageSchema, ...commonProblems },
      },
    },
    async ({ query }) => responseBody(await groupReconciliationItems(context.store, workspaceId, query)),
  );

  app.get(
    '/api/v1/reconciliation/:id',
    {
      schema: {
        tags,
        summary: 'One item',
        params: bigSerialParams,
        response: { 200: itemSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params }) => responseBody(await show(params.id)),
  );

  app.post(
    '/api/v1/reconciliation/:id/retry',
    {
      schema: {
        tags,
        summary: 'Read the record, or its page, once more; a good merge closes the item',
        params: bigSerialParams,
        response: { 202: itemSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async ({ params }, reply) => {
      const item = await show(params.id);
      const result = await retryItem(context, item.id);
      if (result.outcome === 'not_found') throw notFound('reconciliation item', params.id);
      if (result.outcome === 'refused')
        throw new Problem({
          status: 409,
          code: 'wrong-state',
          title: 'Not possible in this state',
          detail: result.reason,
          state: item.state,
        });
      return reply.code(202).send(responseBody(await show(params.id)));
    },
  );
}
