import { readServiceLevels } from '@syncline/engine';
import { acknowledgeAlert, listAlerts, showAlert, writeAudit } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import {
  acknowledgeSchema,
  alertDetailSchema,
  alertPageSchema,
  alertQuery,
  serviceLevelsSchema,
} from '../schemas/alert.ts';
import { bigSerialParams } from '../schemas/paging.ts';
import { commonProblems, notFoundProblem } from '../schemas/problem.ts';

const tags = ['alerts'];

/** What is wrong, and how well what was promised is kept. */
export function alertRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/alerts',
    {
      config: access('viewer', 'alerts:read'),
      schema: {
        tags,
        summary: 'What rules have found to be wrong, newest first',
        querystring: alertQuery,
        response: { 200: alertPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => responseBody(await listAlerts(context.store, workspaceId, query, query)),
  );

  app.get(
    '/api/v1/alerts/:id',
    {
      config: access('viewer', 'alerts:read'),
      schema: {
        tags,
        summary: 'One alert, and who was told of it',
        params: bigSerialParams,
        response: { 200: alertDetailSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params: { id }, workspaceId }) => {
      const alert = await showAlert(context.store, workspaceId, id);
      if (!alert) throw notFound('alert', id);
      return responseBody(alert);
    },
  );

  app.post(
    '/api/v1/alerts/:id/acknowledge',
    {
      config: access('operator', 'alerts:write'),
      schema: {
        tags,
        summary: 'Says that somebody looks after an alert; silences it, when asked to',
        params: bigSerialParams,
        headers: actorHeaders,
        body: acknowledgeSchema,
        response: { 200: alertDetailSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { note = null, silenceUntil = null } = request.body;
      const { workspaceId } = request;
      const actor = actorOf(request);
      const by = { actor, note, silencedUntil: silenceUntil };
      const alert = await context.store.transaction(async (tx) => {
        const acknowledged = await acknowledgeAlert(tx, workspaceId, id, by);
        if (acknowledged)
          await writeAudit(tx, [
            {
              workspaceId,
              actor,
              action: silenceUntil ? 'alert.silenced' : 'alert.acknowledged',
              subject: `alert ${id} ${acknowledged.rule}`,
              entityId: null,
              why: note,
              details: silenceUntil ? { until: silenceUntil } : {},
            },
          ]);
        return acknowledged;
      });
      if (!alert) throw notFound('alert', id);
      return responseBody(alert);
    },
  );

  app.get(
    '/api/v1/slo',
    {
      config: access('viewer', 'alerts:read'),
      schema: {
        tags,
        summary:
          'Service levels: what is promised, how it is kept, and what is left of the budget, over stated windows',
        response: { 200: serviceLevelsSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) => responseBody({ items: await readServiceLevels(context.store, workspaceId) }),
  );
}
