import {
  listConflicts,
  listPeople,
  listSyncHistory,
  listSyncMappings,
  readSyncStatus,
  showConflict,
} from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorHeaders } from '../actor.ts';
import { snakeCased } from '../letter-case.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { resolveConflict } from '../resolve-conflict.ts';
import { responseBody } from '../response-body.ts';
import { bigSerialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';
import {
  conflictPageSchema,
  conflictQuery,
  conflictSchema,
  historyPage,
  historyPageSchema,
  historyQuery,
  mappingPageSchema,
  mappingQuery,
  personPageSchema,
  personQuery,
  resolutionSchema,
  syncStatusSchema,
} from '../schemas/sync.ts';
import { totalsOf } from '../sync-totals.ts';

const tags = ['sync'];

export function syncRoutes(app: App, { context, mappedCounts }: OperatorDeps): void {
  const { store } = context;
  const show = async (workspaceId: number, id: number) => {
    const conflict = await showConflict(store, workspaceId, id);
    if (!conflict) throw notFound('conflict', id);
    return conflict;
  };

  app.get(
    '/api/v1/sync/mappings',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'Which remote record is which entity, and whether they are in step',
        querystring: mappingQuery,
        response: { 200: mappingPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const filter = {
        ...query,
        configId: query.config_id,
        entityType: query.entity_type,
        entityId: query.entity_id,
      };
      const page = await listSyncMappings(store, workspaceId, filter, query);
      return responseBody({ ...page, items: page.items.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/history',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'Runs and writes that have ended, newest first',
        querystring: historyQuery,
        response: { 200: historyPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const page = await listSyncHistory(
        store,
        workspaceId,
        { ...query, configId: query.config_id },
        historyPage(query),
      );
      return responseBody({ ...page, items: page.items.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/people',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'Users of every side, where they are not known, and who they may be there',
        querystring: personQuery,
        response: { 200: personPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const page = await listPeople(store, workspaceId, query, query);
      const items = page.items.map((each) => ({
        ...snakeCased(each),
        suggestions: each.suggestions.map(snakeCased),
      }));
      return responseBody({ ...page, items });
    },
  );

  app.get(
    '/api/v1/sync/status',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'How each side does: what waits to be written, lag, conflicts',
        response: { 200: syncStatusSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) => {
      const members = await readSyncStatus(store, workspaceId, await mappedCounts(workspaceId));
      return responseBody({ totals: snakeCased(totalsOf(members)), members: members.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/conflicts',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'Fields that wait for a decision, or waited, newest first',
        querystring: conflictQuery,
        response: { 200: conflictPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const filter = { ...query, configId: query.config_id, entityId: query.entity_id };
      const page = await listConflicts(store, workspaceId, filter, query);
      return responseBody({ ...page, items: page.items.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/conflicts/:id',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'One conflict, with the base and both values',
        params: bigSerialParams,
        response: { 200: conflictSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => responseBody(snakeCased(await show(workspaceId, params.id))),
  );

  app.post(
    '/api/v1/sync/conflicts/:id/resolve',
    {
      config: access('operator', 'sync:write'),
      schema: {
        tags,
        summary: 'Decide a conflict; what follows is written to the other sides',
        params: bigSerialParams,
        headers: actorHeaders,
        body: resolutionSchema,
        response: { 200: conflictSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request) =>
      responseBody(snakeCased(await resolveConflict(context, request, request.params.id, request.body))),
  );
}
