import { checkDraft, draftChoices, type EngineContext } from '@syncline/engine';
import { z } from 'zod';
import { access } from '../access/route-access.ts';
import { choiceCursor, choicePage } from '../choice-page.ts';
import { draftOf, refuseDraft } from '../draft-of.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { choicePageSchema } from '../schemas/choice.ts';
import {
  connectorListSchema,
  connectorParams,
  draftCheckSchema,
  draftChoiceParams,
  draftChoiceQuery,
  draftSchema,
} from '../schemas/connector.ts';
import {
  commonProblems,
  conflictProblem,
  notFoundProblem,
  unprocessableProblem,
  vendorProblem,
} from '../schemas/problem.ts';

const tags = ['connections'];

/** The vendors that a connection can be made to, and trying one out before it is made. */
export function connectorRoutes(app: App, deps: OperatorDeps): void {
  const { context } = deps;

  app.get(
    '/api/v1/connectors',
    {
      config: access('viewer', 'connections:read'),
      schema: {
        tags,
        summary: 'Vendors that a connection can be made to, and what each has to be told',
        response: { 200: connectorListSchema, ...commonProblems },
      },
    },
    async () => responseBody({ items: [...context.connectors.values()].map(described) }),
  );

  app.post(
    '/api/v1/connectors/:connector/test',
    {
      // It calls whatever address is named with whatever secrets: what only who makes connections may have done.
      config: access('admin', 'connections:write'),
      schema: {
        tags,
        summary: 'Ask the vendor who a connection would be; nothing is stored',
        params: connectorParams,
        body: draftSchema,
        response: { 200: draftCheckSchema, ...commonProblems, ...notFoundProblem, ...unprocessableProblem },
      },
    },
    async ({ params, body }) => {
      const draft = draftOf(deps, params.connector, body);
      refuseDraft(draft);
      return responseBody(await checkDraft(context, draft));
    },
  );

  app.post(
    '/api/v1/connectors/:connector/choices/:setting',
    {
      config: access('admin', 'connections:write'),
      schema: {
        tags,
        summary: 'What a setting of a connection that is not made yet can be, asked of the vendor; nothing is stored',
        params: draftChoiceParams,
        querystring: draftChoiceQuery,
        body: draftSchema,
        response: {
          200: choicePageSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...unprocessableProblem,
          ...vendorProblem,
        },
      },
    },
    async ({ params, query, body }) => {
      const draft = draftOf(deps, params.connector, body);
      const page = await draftChoices(context, draft, params.setting, choiceCursor(query.cursor));
      if (page === null) throw notFound('setting to pick', params.setting);
      return choicePage(page);
    },
  );
}

type Connector = EngineContext['connectors'] extends ReadonlyMap<string, infer One> ? One : never;

function described(connector: Connector) {
  const { id, title, category, isStub = false, introduction, secrets, choices = {}, oauth, webhooks } = connector;
  const { $schema: _, ...settings } = z.toJSONSchema(connector.settings, { io: 'input', unrepresentable: 'any' });
  const picked = Object.entries(choices).filter(([, each]) => !each.ofStream);
  return {
    id,
    title,
    category,
    isStub,
    line: introduction?.line ?? title,
    baseUrl: introduction?.baseUrl ?? null,
    address: introduction?.address ?? '',
    settings,
    secrets: secrets.map(({ name, title: called, required }) => ({ name, title: called, required })),
    choices: [
      { setting: 'streams', title: 'Streams that can take part' },
      ...picked.map(([setting, each]) => ({ setting, title: each.title })),
    ],
    oauth: [...(oauth?.grants ?? [])],
    webhooks: !webhooks ? ('none' as const) : webhooks.register ? ('registered' as const) : ('typed_in' as const),
  };
}
