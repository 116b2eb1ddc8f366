import { type Json, sameValue } from '@syncline/core';
import { editEntity } from '@syncline/engine';
import { showEntity } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { access } from '../access/route-access.ts';
import { actorOf } from '../actor.ts';
import { editedEntity } from '../edit-outcome.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound, Problem } from '../problem.ts';
import { uuidParams } from '../schemas/paging.ts';
import {
  commonProblems,
  conflictProblem,
  missingVersionProblem,
  notFoundProblem,
  staleProblem,
  unprocessableProblem,
} from '../schemas/problem.ts';
import { stateObjectSchema, statePutSchema } from '../schemas/state.ts';
import { stateObjectOf } from '../state/state-object.ts';
import { changeHeaders, neededVersion, sendVersion } from '../versioned.ts';

const tags = ['state'];
const bodyLimit = 1024 * 1024;

/** What holds others is a project here, the rest are items. */
const projectKinds: ReadonlySet<string> = new Set(['project', 'repository', 'account', 'deal']);

/** The state of one project or item over all sides, to be read and edited as one document. */
export function stateRoutes(app: App, { context }: OperatorDeps): void {
  const placeOf = (connector: string) =>
    connector === 'github' ? 'github' : context.connectors.get(connector)?.category === 'crm' ? 'crm' : 'other';

  for (const [plural, noun, isOfKind] of [
    ['projects', 'project', (kind: string) => projectKinds.has(kind)],
    ['items', 'item', (kind: string) => !projectKinds.has(kind)],
  ] as const) {
    const show = async (workspaceId: number, id: string) => {
      const entity = await showEntity(context.store, workspaceId, id);
      if (!entity || !isOfKind(entity.kind)) throw notFound(noun, id);
      return stateObjectOf(entity, placeOf);
    };

    app.get(
      `/api/state/${plural}/:id`,
      {
        config: access('viewer', 'entities:read'),
        schema: {
          tags,
          summary: `The state of ${noun === 'item' ? 'an item' : 'a project'} over all sides`,
          params: uuidParams,
          response: { 200: stateObjectSchema, ...commonProblems, ...notFoundProblem },
        },
      },
      async ({ params, workspaceId }, reply) => {
        const state = await show(workspaceId, params.id);
        sendVersion(reply, state.metadata.version);
        return state;
      },
    );

    app.put(
      `/api/state/${plural}/:id`,
      {
        config: access('operator', 'entities:write'),
        bodyLimit,
        schema: {
          tags,
          summary: 'Edit it here: checked by policy, audited, and written to its remote records',
          params: uuidParams,
          headers: changeHeaders,
          body: statePutSchema,
          response: {
            200: stateObjectSchema,
            ...commonProblems,
            ...notFoundProblem,
            ...conflictProblem,
            ...staleProblem,
            ...unprocessableProblem,
            ...missingVersionProblem,
          },
        },
      },
      async (request, reply) => {
        const standing = await show(request.workspaceId, request.params.id);
        const version = neededVersion(request);
        if (version === undefined || version === standing.metadata.version) refuseHalf(request.body, standing);
        await edit(request, standing, version);
        const state = await show(request.workspaceId, standing.id);
        sendVersion(reply, state.metadata.version);
        return state;
      },
    );
  }

  async function edit(
    request: FastifyRequest<{ Body: z.output<typeof statePutSchema> }>,
    { id, kind }: z.input<typeof stateObjectSchema>,
    version: number | undefined,
  ): Promise<void> {
    const { fields, why } = request.body;
    const outcome = await editEntity(context, {
      workspaceId: request.workspaceId,
      entityId: id,
      kind,
      fields: fields as Record<string, Json>,
      actor: actorOf(request),
      ...(why === undefined ? {} : { why }),
      ...(version === undefined ? {} : { expectedVersion: version }),
    });
    editedEntity(outcome, id);
  }
}

/** A PUT is the whole: what it leaves out would be emptied at every side, and an edit of what is not ours would be lost. */
function refuseHalf(given: z.output<typeof statePutSchema>, standing: z.input<typeof stateObjectSchema>): void {
  const left = Object.keys(standing.fields).filter((field) => !(field in given.fields));
  const edited = (['id', 'kind', 'github', 'crm', 'others', 'relationships'] as const).filter(
    (member) => given[member] !== undefined && !sameValue(given[member] as Json, standing[member] as Json),
  );
  const errors = [
    ...left.map((field) => ({
      field: `fields.${field}`,
      message: 'is left out; send it as it is, or null to empty it (PATCH /api/v1/entities/:id changes some alone)',
    })),
    ...edited.map((field) => ({
      field,
      message: 'is not what stands, and follows from the fields; change those, or read the state again',
    })),
  ];
  if (errors.length === 0) return;
  const detail = errors.map((error) => `${error.field} ${error.message}`).join('; ');
  throw new Problem({ status: 422, code: 'invalid-state', title: 'The state is not right', detail, errors });
}
