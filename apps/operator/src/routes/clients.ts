import { findClient, listClientMembers, listClientRelations, listClients, showClient } from '@syncline/store';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import {
  clientDetailSchema,
  clientMemberPageSchema,
  clientMemberQuery,
  clientPageSchema,
  clientQuery,
  clientRelationPageSchema,
} from '../schemas/client.ts';
import { pagingQuery, uuidParams } from '../schemas/paging.ts';
import { commonProblems, notFoundProblem } from '../schemas/problem.ts';

const tags = ['clients'];

/** Accounts with all that belongs to them. */
export function clientRoutes(app: App, { context }: OperatorDeps): void {
  const { store } = context;
  const accountOf = async (workspaceId: number, id: string): Promise<string> => {
    const client = await findClient(store, workspaceId, id);
    if (client === null) throw notFound('client', id);
    return client;
  };

  app.get(
    '/api/v1/clients',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'Clients with their figures',
        querystring: clientQuery,
        response: { 200: clientPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const filter = {
        text: query.text,
        hasOpenDeals: query.openDeals,
        hasBlockedWork: query.blockedWork,
        quietSince: query.quietSince,
        has: query.has,
      };
      return responseBody(await listClients(store, workspaceId, filter, query));
    },
  );

  app.get(
    '/api/v1/clients/:id',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'All that is known of a client, and why; the id of a person leads to their account',
        params: uuidParams,
        response: { 200: clientDetailSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => {
      const client = await showClient(store, workspaceId, params.id);
      if (!client) throw notFound('client', params.id);
      return responseBody(client);
    },
  );

  app.get(
    '/api/v1/clients/:id/interactions',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'Calls, texts, mails, notes and comments of a client as one thread, newest first',
        params: uuidParams,
        querystring: pagingQuery,
        response: { 200: clientMemberPageSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, query, workspaceId }) => {
      const id = await accountOf(workspaceId, params.id);
      return responseBody(await listClientMembers(store, workspaceId, id, 'interaction', query));
    },
  );

  app.get(
    '/api/v1/clients/:id/members',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'Records of one part of a client: open ones first, then the newest',
        params: uuidParams,
        querystring: clientMemberQuery,
        response: { 200: clientMemberPageSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, query, workspaceId }) => {
      const id = await accountOf(workspaceId, params.id);
      return responseBody(await listClientMembers(store, workspaceId, id, query.part, query));
    },
  );

  app.get(
    '/api/v1/clients/:id/relations',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary:
          'How the records of a client hang together: edges of the account, its people, deals, quotes, projects and work',
        params: uuidParams,
        querystring: pagingQuery,
        response: { 200: clientRelationPageSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, query, workspaceId }) => {
      const id = await accountOf(workspaceId, params.id);
      return responseBody(await listClientRelations(store, workspaceId, id, query));
    },
  );
}
