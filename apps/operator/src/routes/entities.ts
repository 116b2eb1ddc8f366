import { listEntities, showEntity } from '@syncline/store';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { entityDetailSchema, entityPageSchema, entityQuery } from '../schemas/entity.ts';
import { uuidParams } from '../schemas/paging.ts';
import { commonProblems, notFoundProblem } from '../schemas/problem.ts';

const tags = ['entities'];

export function entityRoutes(app: App, { context, workspaceId }: OperatorDeps): void {
  app.get(
    '/api/v1/entities',
    {
      schema: {
        tags,
        summary: 'Entities of the graph, newest first',
        querystring: entityQuery,
        response: { 200: entityPageSchema, ...commonProblems },
      },
    },
    async ({ query }) => responseBody(await listEntities(context.store, workspaceId, query, query)),
  );

  app.get(
    '/api/v1/entities/:id',
    {
      schema: {
        tags,
        summary: 'An entity with its remote records, relations, history and the origin of each field',
        params: uuidParams,
        response: { 200: entityDetailSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params }) => {
      const entity = await showEntity(context.store, workspaceId, params.id);
      if (!entity) throw notFound('entity', params.id);
      return responseBody(entity);
    },
  );
}
