import { checkConnection, readFields, readQuotaHistory } from '@syncline/engine';
import { listConnectionViews, managersOf, showConnection } from '@syncline/store';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import {
  connectionCheckSchema,
  connectionPageSchema,
  connectionSchema,
  describedFieldsSchema,
  fieldsQuery,
  quotaHistoryQuery,
  quotaHistorySchema,
} from '../schemas/connection.ts';
import { pagingQuery, serialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem, vendorProblem } from '../schemas/problem.ts';
import { sendTag } from '../versioned.ts';
import { stateOf } from './connection-changes.ts';

const tags = ['connections'];

export function connectionRoutes(app: App, { context }: OperatorDeps): void {
  const { pollIntervalMs } = context.config;
  const show = async (workspaceId: number, id: number) => {
    const connection = await showConnection(context.store, workspaceId, pollIntervalMs, id);
    if (!connection) throw notFound('connection', id);
    return connection;
  };
  const isStub = (connector: string): boolean => context.connectors.get(connector)?.isStub === true;
  const managed = async <Connection extends { readonly name: string; readonly connector: string }>(
    workspaceId: number,
    connections: readonly Connection[],
  ) => {
    const managers = await managersOf(context.store, workspaceId, 'connection');
    return connections.map((each) => ({
      ...each,
      isStub: isStub(each.connector),
      managedBy: managers.get(each.name) ?? ('api' as const),
    }));
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
    async ({ query, workspaceId }) => {
      const page = await listConnectionViews(context.store, workspaceId, pollIntervalMs, query);
      return responseBody({ ...page, items: await managed(workspaceId, page.items) });
    },
  );

  app.get(
    '/api/v1/connections/:id',
    {
      config: access('viewer', 'connections:read'),
      schema: {
        tags,
        summary: 'One connection, with the ETag for changing it',
        params: serialParams,
        response: { 200: connectionSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }, reply) => {
      const connection = await show(workspaceId, params.id);
      sendTag(reply, stateOf({ ...connection, health: connection.credentials }));
      return responseBody((await managed(workspaceId, [connection]))[0]!);
    },
  );

  app.get(
    '/api/v1/connections/:id/quota',
    {
      config: access('viewer', 'connections:read'),
      schema: {
        tags,
        summary: 'What was left of its quota over time',
        params: serialParams,
        querystring: quotaHistoryQuery,
        response: { 200: quotaHistorySchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, query, workspaceId }) => {
      const { id } = await show(workspaceId, params.id);
      return responseBody(await readQuotaHistory(context.store, workspaceId, id, query.window, context.clock.now()));
    },
  );

  app.get(
    '/api/v1/connections/:id/fields',
    {
      // It calls the vendor, and takes of the connection's quota.
      config: access('operator', 'connections:read'),
      schema: {
        tags,
        summary: "The account's own fields, as its schema describes them now",
        params: serialParams,
        querystring: fieldsQuery,
        response: {
          200: describedFieldsSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...vendorProblem,
        },
      },
    },
    async ({ params, query, workspaceId }) => {
      const { id } = await show(workspaceId, params.id);
      return responseBody({ items: await readFields(context, id, query.stream ?? null) });
    },
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
