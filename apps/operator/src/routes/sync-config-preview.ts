import { previewSyncConfig } from '@syncline/engine';
import { listConnections } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { readPresets } from '../read-presets.ts';
import { responseBody } from '../response-body.ts';
import { commonProblems, conflictProblem, notFoundProblem, unprocessableProblem } from '../schemas/problem.ts';
import { presetListSchema, previewBody, previewSchema } from '../schemas/sync-config.ts';
import { asUnprocessable, configRefusal, configValues, refuseSecrets, refuseSettings } from '../sync-config-change.ts';

const tags = ['sync'];
/** Field maps of many streams are longer than what other requests carry. */
const bodyLimit = 1024 * 1024;
/** Of a new one that has no name yet; it is rolled back. */
const UNNAMED = '(a preview)';

/** What to start a sync config from, and what one would do before it is in force. */
export function syncConfigPreviewRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/sync/presets',
    {
      config: access('viewer', 'config:read'),
      schema: {
        tags,
        summary: 'Sync configs to start from',
        response: { 200: presetListSchema, ...commonProblems },
      },
    },
    async () => ({ items: readPresets() }),
  );

  app.post(
    '/api/v1/sync/configs/preview',
    {
      config: access('admin', 'config:write'),
      bodyLimit,
      schema: {
        tags,
        summary: 'What a sync config would change on records that are there; nothing is written anywhere',
        body: previewBody,
        response: {
          200: previewSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...unprocessableProblem,
        },
      },
    },
    async (request) => {
      const { id = null, kind = null, limit, ...body } = request.body;
      const { workspaceId } = request;
      refuseSecrets(body);
      refuseSettings(body.settings);
      const values = { ...configValues(body), enabled: true, ...(id === null ? { name: UNNAMED } : {}) };
      const change = { workspaceId, id, values, actor: actorOf(request), dryRun: true };
      const outcome = await previewSyncConfig(context, change, { kind, limit }).catch(asUnprocessable);
      if (outcome.outcome !== 'previewed') throw configRefusal(outcome, id ?? 0, UNNAMED);
      const names = new Map((await listConnections(context.store, workspaceId)).map((each) => [each.id, each.name]));
      return responseBody({
        entities: outcome.entities.map(({ entityId, sides, ...entity }) => ({
          ...entity,
          entity_id: entityId,
          sides: sides.map(({ connectionId, externalId, fields, ...side }) => ({
            ...side,
            fields: fields.map(({ isLeft, ...field }) => ({ ...field, left: isLeft })),
            connection_id: connectionId,
            connection_name: names.get(connectionId) ?? String(connectionId),
            external_id: externalId,
          })),
        })),
      });
    },
  );
}
