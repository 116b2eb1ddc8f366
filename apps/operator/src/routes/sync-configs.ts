import { changeSyncConfig, reevaluateAll, removeSyncConfig } from '@syncline/engine';
import { listSyncConfigs, managersOf, type SyncConfigRow, showSyncConfig } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { snakeCased } from '../letter-case.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { serialParams } from '../schemas/paging.ts';
import {
  commonProblems,
  conflictProblem,
  notFoundProblem,
  staleProblem,
  unprocessableProblem,
} from '../schemas/problem.ts';
import {
  newSyncConfigSchema,
  rehearsalQuery,
  removalQuery,
  syncConfigChangeSchema,
  syncConfigPageSchema,
  syncConfigQuery,
  syncConfigSchema,
} from '../schemas/sync-config.ts';
import { asUnprocessable, configRefusal, configValues, refuseSecrets, refuseSettings } from '../sync-config-change.ts';
import { changeHeaders, expectedVersion, sendVersion } from '../versioned.ts';

const tags = ['sync'];
/** Field maps of many streams are longer than what other requests carry. */
const bodyLimit = 1024 * 1024;

export function syncConfigRoutes(app: App, { context, background }: OperatorDeps): void {
  const show = async (workspaceId: number, id: number) => {
    const config = await showSyncConfig(context.store, workspaceId, id);
    if (!config) throw notFound('sync config', id);
    return config;
  };
  /** As it is answered, with who manages it. */
  const shown = async (config: SyncConfigRow) => {
    const managers = await managersOf(context.store, config.workspaceId, 'sync_config');
    return responseBody(snakeCased({ ...config, managedBy: managers.get(config.name) ?? 'api' }));
  };
  const save = async (
    request: FastifyRequest,
    id: number | null,
    body: z.output<typeof syncConfigChangeSchema>,
    dryRun: boolean,
  ): Promise<SyncConfigRow> => {
    refuseSecrets(body);
    refuseSettings(body.settings);
    const { workspaceId } = request;
    const version = id === null ? undefined : expectedVersion(request);
    const outcome = await changeSyncConfig(context, {
      workspaceId,
      id,
      values: configValues(body),
      actor: actorOf(request),
      dryRun,
      ...(body.why === undefined ? {} : { why: body.why }),
      ...(version === undefined ? {} : { expectedVersion: version }),
    }).catch(asUnprocessable);
    if (outcome.outcome !== 'saved') throw configRefusal(outcome, id ?? 0, body.name ?? '');
    if (outcome.needsReevaluation && !dryRun)
      background.run('reevaluate', () => reevaluateAll(context, workspaceId, { actor: actorOf(request) }));
    return dryRun ? outcome.config : show(workspaceId, outcome.config.id);
  };

  app.get(
    '/api/v1/sync/configs',
    {
      config: access('viewer', 'config:read'),
      schema: {
        tags,
        summary: 'Which streams are kept in step, and how',
        querystring: syncConfigQuery,
        response: { 200: syncConfigPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const page = await listSyncConfigs(context.store, workspaceId, query, query);
      return responseBody({ ...page, items: await Promise.all(page.items.map(shown)) });
    },
  );

  app.post(
    '/api/v1/sync/configs',
    {
      config: access('admin', 'config:write'),
      bodyLimit,
      schema: {
        tags,
        summary: 'Put a sync config into force',
        headers: actorHeaders,
        querystring: rehearsalQuery,
        body: newSyncConfigSchema,
        response: {
          200: syncConfigSchema.describe('A dry run: what would be'),
          201: syncConfigSchema,
          ...commonProblems,
          ...conflictProblem,
          ...unprocessableProblem,
        },
      },
    },
    async (request, reply) => {
      const dryRun = request.query.dry_run === true;
      const config = await save(request, null, request.body, dryRun);
      if (dryRun) return reply.code(200).send(await shown(config));
      sendVersion(reply, config.version);
      void reply.header('location', `/api/v1/sync/configs/${config.id}`);
      return reply.code(201).send(await shown(config));
    },
  );

  app.get(
    '/api/v1/sync/configs/:id',
    {
      config: access('viewer', 'config:read'),
      schema: {
        tags,
        summary: 'One sync config',
        params: serialParams,
        response: { 200: syncConfigSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }, reply) => {
      const config = await show(workspaceId, params.id);
      sendVersion(reply, config.version);
      return shown(config);
    },
  );

  app.patch(
    '/api/v1/sync/configs/:id',
    {
      config: access('admin', 'config:write'),
      bodyLimit,
      schema: {
        tags,
        summary: 'Change a sync config; what is absent stays, settings are replaced as a whole',
        params: serialParams,
        headers: changeHeaders,
        querystring: rehearsalQuery,
        body: syncConfigChangeSchema,
        response: {
          200: syncConfigSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...staleProblem,
          ...unprocessableProblem,
        },
      },
    },
    async (request, reply) => {
      const config = await save(request, request.params.id, request.body, request.query.dry_run === true);
      sendVersion(reply, config.version);
      return shown(config);
    },
  );

  app.delete(
    '/api/v1/sync/configs/:id',
    {
      config: access('admin', 'config:write'),
      schema: {
        tags,
        summary: 'Remove a sync config; its mappings stay, and are kept in step no longer',
        params: serialParams,
        headers: changeHeaders,
        querystring: removalQuery,
        response: { 204: z.null().describe('Removed'), ...commonProblems, ...notFoundProblem, ...staleProblem },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { why } = request.query;
      const version = expectedVersion(request);
      const outcome = await removeSyncConfig(context, {
        workspaceId: request.workspaceId,
        id,
        actor: actorOf(request),
        ...(why === undefined ? {} : { why }),
        ...(version === undefined ? {} : { expectedVersion: version }),
      });
      if (outcome.outcome !== 'removed') throw configRefusal(outcome, id, '');
      return reply.code(204).send(null);
    },
  );
}
