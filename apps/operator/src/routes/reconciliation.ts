import { type ActionOutcome, actOnItem, actOnItems, type ItemAction, undoItemAction } from '@syncline/engine';
import {
  groupReconciliationItems,
  listReconciliationItems,
  openItemIds,
  showEntity,
  showReconciliationItem,
} from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import { needRole } from '../access/caller.ts';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { itemActionOf, refusedAction } from '../item-actions.ts';
import { camelNamed } from '../letter-case.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { bigSerialParams, pagingQuery } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';
import {
  allItemStates,
  groupActionSchema,
  groupOutcomeSchema,
  groupPageSchema,
  itemActionSchema,
  itemPageSchema,
  itemQuery,
  itemSchema,
  undoSchema,
} from '../schemas/reconciliation.ts';

const tags = ['reconciliation'];

export function reconciliationRoutes(app: App, { context }: OperatorDeps): void {
  const show = async (workspaceId: number, id: number) => {
    const item = await showReconciliationItem(context.store, workspaceId, id);
    if (!item) throw notFound('reconciliation item', id);
    return item;
  };
  const act = async (request: FastifyRequest, id: number, action: ItemAction, why: string | null) => {
    const by = { workspaceId: request.workspaceId, actor: actorOf(request), why };
    await done(request, id, await actOnItem(context, id, action, by));
  };
  const done = async (request: FastifyRequest, id: number, result: ActionOutcome) => {
    if (result.outcome === 'not_found') throw notFound('reconciliation item', id);
    if (result.outcome === 'refused') throw refusedAction(result.reason, (await show(request.workspaceId, id)).state);
  };

  app.get(
    '/api/v1/reconciliation',
    {
      config: access('viewer', 'reconciliation:read'),
      schema: {
        tags,
        summary: 'What the engine could not finish alone, newest first',
        querystring: itemQuery,
        response: { 200: itemPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const states = query.state === undefined ? undefined : query.state === 'any' ? allItemStates : [query.state];
      return responseBody(await listReconciliationItems(context.store, workspaceId, { ...query, states }, query));
    },
  );

  app.get(
    '/api/v1/reconciliation/groups',
    {
      config: access('viewer', 'reconciliation:read'),
      schema: {
        tags,
        summary: 'Open items grouped by cause',
        querystring: pagingQuery,
        response: { 200: groupPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => responseBody(await groupReconciliationItems(context.store, workspaceId, query)),
  );

  app.get(
    '/api/v1/reconciliation/:id',
    {
      config: access('viewer', 'reconciliation:read'),
      schema: {
        tags,
        summary: 'One item',
        params: bigSerialParams,
        response: { 200: itemSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => responseBody(await show(workspaceId, params.id)),
  );

  app.post(
    '/api/v1/reconciliation/:id/retry',
    {
      config: access('operator', 'reconciliation:write'),
      schema: {
        tags,
        summary: 'Read the record, or its page, once more; a good merge closes the item',
        params: bigSerialParams,
        headers: actorHeaders,
        response: { 202: itemSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request, reply) => {
      const { id } = await show(request.workspaceId, request.params.id);
      await act(request, id, { action: 'retry' }, null);
      return reply.code(202).send(responseBody(await show(request.workspaceId, id)));
    },
  );

  app.post(
    '/api/v1/reconciliation/:id/actions',
    {
      config: access('operator', 'reconciliation:write'),
      preValidation: eitherSpelling,
      schema: {
        tags,
        summary: 'Act on one item; what follows from it is written to the other sides',
        params: bigSerialParams,
        headers: actorHeaders,
        body: itemActionSchema,
        response: { 200: itemSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request) => {
      const { id, code } = await show(request.workspaceId, request.params.id);
      const { why, ...body } = request.body;
      if (code === 'approval_needed' && body.action !== 'ignore') needRole(request, 'approver');
      if (body.entityId && !(await showEntity(context.store, request.workspaceId, body.entityId)))
        throw notFound('entity', body.entityId);
      await act(request, id, itemActionOf(body), why);
      return responseBody(await show(request.workspaceId, id));
    },
  );

  app.post(
    '/api/v1/reconciliation/:id/undo',
    {
      config: access('operator', 'reconciliation:write'),
      schema: {
        tags,
        summary:
          'Take the last decision about a field back: values stand as before, also at the remote, and the item is open again; refused when somebody has moved on',
        params: bigSerialParams,
        headers: actorHeaders,
        body: undoSchema,
        response: { 200: itemSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request) => {
      const { workspaceId } = request;
      const { id } = await show(workspaceId, request.params.id);
      const by = { workspaceId, actor: actorOf(request), why: request.body.why };
      await done(request, id, await undoItemAction(context, id, by));
      return responseBody(await show(workspaceId, id));
    },
  );

  app.post(
    '/api/v1/reconciliation/actions',
    {
      config: access('approver', 'reconciliation:write'),
      preValidation: eitherSpelling,
      schema: {
        tags,
        summary: 'The same action on every open item of a group or filter, oldest first, in slices',
        headers: actorHeaders,
        body: groupActionSchema,
        response: { 200: groupOutcomeSchema, ...commonProblems },
      },
    },
    async (request) => {
      const { filter, dryRun, after, limit, why, ...body } = request.body;
      const action = itemActionOf(body);
      if (dryRun) {
        const ids = (await openItemIds(context.store, request.workspaceId, withoutUndefined(filter))).filter(
          (id) => id > after,
        );
        const nextAfter = ids.length > limit ? (ids[limit - 1] ?? null) : null;
        return { dryRun, matched: ids.length, ids: ids.slice(0, limit), done: 0, refused: [], nextAfter };
      }
      const by = { workspaceId: request.workspaceId, actor: actorOf(request), why };
      const outcome = await actOnItems(context, withoutUndefined(filter), action, by, { after, limit });
      const matched = outcome.done + outcome.refused.length;
      return responseBody({ dryRun, matched, ids: [], ...outcome });
    },
  );
}

/** Absent parts of a filter, as the engine's types want them. */
function withoutUndefined<T extends object>(filter: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as never;
}

async function eitherSpelling(request: FastifyRequest): Promise<void> {
  const body = camelNamed(request.body) as { filter?: unknown } | null;
  request.body =
    body && typeof body === 'object' && 'filter' in body ? { ...body, filter: camelNamed(body.filter) } : body;
}
