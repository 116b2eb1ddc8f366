import { checkConnection } from '@syncline/engine';
import { listConnectionViews, showConnection } from '@syncline/store';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { connectionCheckSchema, connectionPageSchema, connectionSchema } from '../schemas/connection.ts';
import { pagingQuery, serialParams } from '../schemas/paging.ts';
import { commonProblems, notFoundProblem } from '../schemas/problem.ts';

const tags = ['connections'];

export function connectionRoutes(app: App, { context }: OperatorDeps): void {
  const { pollIntervalMs } = context.config;
  const show = async (workspaceId: number, id: number) => {
    const connection = await showConnection(context.store, workspaceId, pollIntervalMs, id);
    if (!connection) throw notFound('connection', id);
    return connection;
  };

  app.get(
    '/api/v1/connections',
    {
      config: access('viewer', 'connections:read'),
      schema: {
        tags,
        summary: 'Connections with health, quota and streams',
        querystring: pagingQuery,
        response: { 200: connectionPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) =>
      responseBody(await listConnectionViews(context.store, workspaceId, pollIntervalMs, query)),
  );

  app.get(
    '/api/v1/connections/:id',
    {
      config: access('viewer', 'connections:read'),
      schema: {
        tags,
        summary: 'One connection',
        params: serialParams,
        response: { 200: connectionSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => responseBody(await show(workspaceId, params.id)),
  );

  app.post(
    '/api/v1/connections/:id/test',
    {
      config: access('operator', 'connections:write'),
      schema: {
        tags,
        summary: 'Ask the vendor who we are; a good answer makes a broken connection work again',
        params: serialParams,
        response: { 200: connectionCheckSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => checkConnection(context, (await show(workspaceId, params.id)).id),
  );
}
