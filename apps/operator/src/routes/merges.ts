import { undoMerge } from '@syncline/engine';
import { findMerge, listMerges } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { refusedAction } from '../item-actions.ts';
import { mergeView } from '../merge-view.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { mergePageSchema, mergeQuery, mergeSchema, whySchema } from '../schemas/duplicate.ts';
import { bigSerialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';

const tags = ['duplicates'];

/** Entities that were made one, and taking them apart again. */
export function mergeRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/merges',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'Merges, newest first',
        querystring: mergeQuery,
        response: { 200: mergePageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const { items, nextCursor } = await listMerges(context.store, workspaceId, query, query);
      return responseBody({ items: items.map(mergeView), nextCursor });
    },
  );

  app.post(
    '/api/v1/merges/:id/undo',
    {
      config: access('approver', 'entities:write'),
      schema: {
        tags,
        summary: 'Takes a merge apart: what was edited since goes with the record that it came from',
        params: bigSerialParams,
        headers: actorHeaders,
        body: whySchema,
        response: { 200: mergeSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { workspaceId } = request;
      const by = { workspaceId, actor: actorOf(request), why: request.body.why ?? null };
      const outcome = await undoMerge(context, id, by);
      if (outcome.outcome === 'not_found') throw notFound('merge', id);
      if (outcome.outcome === 'refused') throw refusedAction(outcome.reason, 'standing');
      return responseBody(mergeView((await findMerge(context.store, workspaceId, id))!));
    },
  );
}
