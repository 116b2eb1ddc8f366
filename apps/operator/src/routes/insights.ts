import { dismissInsight, type InsightRuleView, runInsightsNow, showInsightRules } from '@syncline/engine';
import { listInsights, showInsight } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { refusedAction } from '../item-actions.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import {
  dismissalSchema,
  insightPageSchema,
  insightQuery,
  insightRulesSchema,
  insightRunSchema,
  insightSchema,
  insightsDueSchema,
} from '../schemas/insight.ts';
import { bigSerialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';

const tags = ['insights'];

/** What rules have found about the graph, and what somebody says of it. */
export function insightRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/insights/findings',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'What rules have found, the newest first',
        querystring: insightQuery,
        response: { 200: insightPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => responseBody(await listInsights(context.store, workspaceId, query, query)),
  );

  app.get(
    '/api/v1/insights/findings/:id',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'One finding, with its evidence',
        params: bigSerialParams,
        response: { 200: insightSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params: { id }, workspaceId }) => {
      const found = await showInsight(context.store, workspaceId, id);
      if (!found) throw notFound('finding', id);
      return responseBody(found);
    },
  );

  app.post(
    '/api/v1/insights/findings/:id/dismiss',
    {
      config: access('operator', 'entities:write'),
      schema: {
        tags,
        summary: 'Nothing is to be done about it, unless the evidence changes',
        params: bigSerialParams,
        headers: actorHeaders,
        body: dismissalSchema,
        response: { 200: insightSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { workspaceId } = request;
      const by = { workspaceId, actor: actorOf(request), why: request.body.why };
      const outcome = await dismissInsight(context, id, by);
      if (outcome.outcome === 'not_found') throw notFound('finding', id);
      if (outcome.outcome === 'refused') throw refusedAction(outcome.reason, 'open');
      return responseBody((await showInsight(context.store, workspaceId, id))!);
    },
  );

  app.get(
    '/api/v1/insights/rules',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'The rules with their last runs, and what is wrong with those that are left out',
        response: { 200: insightRulesSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) => {
      const { rules, problems } = await showInsightRules(context, workspaceId);
      return responseBody({ items: rules.map(ruleView), problems });
    },
  );

  app.post(
    '/api/v1/insights/run',
    {
      config: access('operator', 'entities:write'),
      schema: {
        tags,
        summary: 'Has rules run now in place of when they are due',
        body: insightRunSchema,
        response: { 202: insightsDueSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ body: { rule = null }, workspaceId }, reply) => {
      const rules = await runInsightsNow(context, workspaceId, rule);
      if (rules === null) throw notFound('rule that is run', rule ?? '');
      return reply.status(202).send({ rules: [...rules] });
    },
  );
}

function ruleView({ rule, ...state }: InsightRuleView) {
  const { id, title, severity, enabled, params, sql, evidence, everyMinutes, file, line } = rule;
  const proposes = Object.keys(rule.proposal?.fields ?? {});
  const described = { id, title, description: rule.description ?? null, severity, enabled, params, sql };
  return { ...described, evidence, proposes, everyMinutes, file, line, ...state };
}
