import { choosableSettings, readChoices } from '@syncline/engine';
import { findConnection } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { choiceCursor, choicePage } from '../choice-page.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { invalidField, notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { choicePageSchema, choiceParams, choiceQuery, choosableSettingsSchema } from '../schemas/choice.ts';
import { serialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem, vendorProblem } from '../schemas/problem.ts';

const tags = ['connections'];

/** What the settings of a connection can be, as the vendor has it now. */
export function choiceRoutes(app: App, { context }: OperatorDeps): void {
  const settingsOf = async (workspaceId: number, id: number) => {
    const connection = await findConnection(context.store, id);
    const settings = connection?.workspaceId === workspaceId ? await choosableSettings(context, id) : null;
    if (settings === null) throw notFound('connection', id);
    return settings;
  };

  app.get(
    '/api/v1/connections/:id/choices',
    {
      config: access('viewer', 'connections:read'),
      schema: {
        tags,
        summary: 'Which settings can be picked from what is there',
        params: serialParams,
        response: { 200: choosableSettingsSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => responseBody({ items: await settingsOf(workspaceId, params.id) }),
  );

  app.get(
    '/api/v1/connections/:id/choices/:setting',
    {
      // It calls the vendor, and takes of the connection's quota.
      config: access('operator', 'connections:read'),
      schema: {
        tags,
        summary: 'What a setting can be: repositories, projects, boards, pipelines, fields, asked of the vendor',
        params: choiceParams,
        querystring: choiceQuery,
        response: {
          200: choicePageSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...vendorProblem,
        },
      },
    },
    async ({ params, query, workspaceId }) => {
      const settings = await settingsOf(workspaceId, params.id);
      const setting = settings.find((each) => each.setting === params.setting);
      if (!setting) throw notFound('setting to pick', params.setting);
      if (setting.ofStream && query.stream === undefined)
        throw invalidField('stream', 'is needed: it depends on the stream');
      const page = await readChoices(context, {
        connectionId: params.id,
        setting: setting.setting,
        stream: query.stream ?? null,
        cursor: choiceCursor(query.cursor),
      });
      if (page === null) throw notFound('setting to pick', params.setting);
      return choicePage(page);
    },
  );
}
