import { dismissPair, mergeDuplicate } from '@syncline/engine';
import { findMerge, listDuplicates, showDuplicate } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { refusedAction } from '../item-actions.ts';
import { mergeView } from '../merge-view.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { needsApproval, notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import {
  duplicateDetailSchema,
  duplicatePageSchema,
  duplicateQuery,
  mergeRequestSchema,
  mergeSchema,
  whySchema,
} from '../schemas/duplicate.ts';
import { bigSerialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';

const tags = ['duplicates'];

/** Entities that may be one: what speaks for it, and what somebody decides. */
export function duplicateRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/duplicates',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'Pairs that may be one, the likeliest first',
        querystring: duplicateQuery,
        response: { 200: duplicatePageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => responseBody(await listDuplicates(context.store, workspaceId, query, query)),
  );

  app.get(
    '/api/v1/duplicates/:id',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'One pair side by side, with what speaks for it',
        params: bigSerialParams,
        response: { 200: duplicateDetailSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params: { id }, workspaceId }) => {
      const found = await showDuplicate(context.store, workspaceId, id);
      if (!found) throw notFound('duplicate', id);
      return responseBody(found);
    },
  );

  app.post(
    '/api/v1/duplicates/:id/merge',
    {
      config: access('approver', 'entities:write'),
      schema: {
        tags,
        summary: 'The two are one: one stays, and takes over the records of the other; it can be taken back',
        params: bigSerialParams,
        headers: actorHeaders,
        body: mergeRequestSchema,
        response: { 200: mergeSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { why = null, ...decision } = request.body;
      const { workspaceId } = request;
      const outcome = await mergeDuplicate(context, id, decision, { workspaceId, actor: actorOf(request), why });
      if (outcome.outcome === 'not_found') throw notFound('duplicate', id);
      if (outcome.outcome === 'waiting') throw needsApproval(outcome.proposalId, 'the two are made one');
      if (outcome.outcome === 'refused') throw refusedAction(outcome.reason, 'open');
      return responseBody(mergeView((await findMerge(context.store, workspaceId, outcome.mergeId))!));
    },
  );

  app.post(
    '/api/v1/duplicates/:id/dismiss',
    {
      config: access('operator', 'entities:write'),
      schema: {
        tags,
        summary: 'The two are two, and are not proposed again unless the evidence changes',
        params: bigSerialParams,
        headers: actorHeaders,
        body: whySchema,
        response: { 200: duplicateDetailSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { workspaceId } = request;
      const by = { workspaceId, actor: actorOf(request), why: request.body.why ?? null };
      const outcome = await dismissPair(context, id, by);
      if (outcome.outcome === 'not_found') throw notFound('duplicate', id);
      if (outcome.outcome === 'refused') throw refusedAction(outcome.reason, 'open');
      return responseBody((await showDuplicate(context.store, workspaceId, id))!);
    },
  );
}
