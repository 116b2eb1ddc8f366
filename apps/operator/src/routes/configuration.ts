import { applyConfiguration, type ConfigurationRefusal, readConfiguration, reevaluateAll } from '@syncline/engine';
import { findLiteralSecret } from '@syncline/engine/configuration';
import { workspaceName } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { callerOf } from '../access/caller.ts';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound, Problem } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { configurationBody, configurationPlanSchema, configurationSchema } from '../schemas/configuration.ts';
import { commonProblems, conflictProblem, notFoundProblem, unprocessableProblem } from '../schemas/problem.ts';

const tags = ['configuration'];
/** A file of many sync configs, with where each of its values is written. */
const bodyLimit = 8 * 1024 * 1024;

export function configurationRoutes(
  app: App,
  { context, ownWorkspaceId, background, processSettings }: OperatorDeps,
): void {
  const run = async (
    request: FastifyRequest,
    { configuration, places, take, digest, why }: z.output<typeof configurationBody>,
    dryRun: boolean,
  ) => {
    refuseSecrets(configuration);
    const actor = actorOf(request);
    const caller = callerOf(request);
    // Who set the instance up: it is their machine whose files and variables a reference reads.
    const isOwner = caller.by === 'machine' || caller.by === 'token';
    const outcome = await applyConfiguration(context, {
      resolved: configuration,
      places,
      take,
      actor,
      dryRun,
      ownWorkspaceId: isOwner ? null : request.workspaceId,
      mayConnect: isOwner,
      ...(digest === undefined ? {} : { expected: digest }),
      ...(why === undefined ? {} : { why }),
    });
    if (!('reevaluate' in outcome)) throw refusal(outcome);
    if (!dryRun)
      for (const workspace of outcome.reevaluate)
        background.run('reevaluate', () => reevaluateAll(context, workspace, { actor }));
    return responseBody({ ...outcome.plan, applied: !dryRun });
  };

  app.get(
    '/api/v1/configuration',
    {
      config: access('viewer', 'config:read'),
      schema: {
        tags,
        summary: 'What is in force, and where each value of it comes from',
        response: { 200: configurationSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) =>
      responseBody({
        workspace: (await workspaceName(context.store, workspaceId)) ?? String(workspaceId),
        resources: await readConfiguration(context.store, workspaceId),
        // Of the instance: of no other workspace's concern.
        process: workspaceId === ownWorkspaceId ? processSettings : [],
      }),
  );

  app.post(
    '/api/v1/configuration/plan',
    {
      bodyLimit,
      config: access('admin', 'config:read'),
      schema: {
        tags,
        summary: 'What a configuration file would change, and where the API has changed what it says',
        headers: actorHeaders,
        body: configurationBody,
        response: {
          200: configurationPlanSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...unprocessableProblem,
        },
      },
    },
    async (request) => run(request, request.body, true),
  );

  app.post(
    '/api/v1/configuration/apply',
    {
      bodyLimit,
      config: access('admin', 'config:write'),
      schema: {
        tags,
        summary: 'Bring everything that a configuration file names to what it says, in one transaction',
        headers: actorHeaders,
        body: configurationBody,
        response: {
          200: configurationPlanSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...unprocessableProblem,
        },
      },
    },
    async (request) => run(request, request.body, false),
  );
}

/** Never quotes what it refuses: the answer would be a place where the secret is. */
function refuseSecrets(configuration: unknown): void {
  const field = findLiteralSecret(configuration);
  if (field === null) return;
  const message = 'is a secret itself; write where it is instead: env:NAME or file:/path';
  throw unprocessable('literal-secret', [{ field, message }]);
}

function refusal(outcome: ConfigurationRefusal): Problem {
  switch (outcome.outcome) {
    case 'invalid':
      return unprocessable(
        'invalid-configuration',
        outcome.problems.map(({ pointer, message }) => ({ field: pointer, message })),
      );
    case 'no_workspace':
      return notFound('workspace', outcome.workspace);
    case 'may_not_connect':
      return new Problem({
        status: 403,
        code: 'owner-only',
        title: 'Not allowed',
        detail: `A reference to a variable or a file reads the machine, so connections (${outcome.connections.join(', ')}) are configured by who set the instance up: from the machine itself, or with SYNCLINE_TOKEN.`,
      });
    case 'stale':
      return new Problem({
        status: 409,
        code: 'stale-plan',
        title: 'Changed meanwhile',
        detail: 'What would be changed is not what was looked at any more; plan again.',
      });
    case 'drift': {
      const errors = outcome.plan.resources.flatMap(({ kind, name, changes }) =>
        changes.flatMap((change) =>
          change.kind === 'drift'
            ? [
                {
                  field: `${kind} ${name} ${change.path}`.trim(),
                  message: 'was changed by the API since the file was applied',
                },
              ]
            : [],
        ),
      );
      const detail = `${errors.map((error) => error.field).join(', ')}: changed by the API since the file was applied.`;
      return new Problem({ status: 409, code: 'drift', title: 'File and API disagree', detail, errors });
    }
    default:
      return outcome satisfies never;
  }
}

function unprocessable(code: string, errors: { field: string; message: string }[]): Problem {
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new Problem({ status: 422, code, title: 'The configuration is not right', detail, errors });
}
