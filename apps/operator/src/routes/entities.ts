import type { Json } from '@syncline/core';
import { editEntity } from '@syncline/engine';
import { listEntities, listRelations, showEntity } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { editedEntity } from '../edit-outcome.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import {
  entityDetailSchema,
  entityEditSchema,
  entityPageSchema,
  entityQuery,
  newEntitySchema,
  relationPageSchema,
  relationQuery,
} from '../schemas/entity.ts';
import { uuidParams } from '../schemas/paging.ts';
import {
  commonProblems,
  conflictProblem,
  notFoundProblem,
  staleProblem,
  unprocessableProblem,
} from '../schemas/problem.ts';
import { changeHeaders, expectedVersion, sendVersion } from '../versioned.ts';

const tags = ['entities'];
/** Descriptions are long texts. */
const bodyLimit = 1024 * 1024;

export function entityRoutes(app: App, { context }: OperatorDeps): void {
  const show = async (workspaceId: number, id: string) => {
    const entity = await showEntity(context.store, workspaceId, id);
    if (!entity) throw notFound('entity', id);
    return entity;
  };

  app.get(
    '/api/v1/entities',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'Entities of the graph, newest first',
        querystring: entityQuery,
        response: { 200: entityPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => responseBody(await listEntities(context.store, workspaceId, query, query)),
  );

  app.post(
    '/api/v1/entities',
    {
      config: access('operator', 'entities:write'),
      bodyLimit,
      schema: {
        tags,
        summary: 'Make an entity in the hub; where twins are made, it travels out like any other',
        headers: actorHeaders,
        body: newEntitySchema,
        response: { 201: entityDetailSchema, ...commonProblems, ...unprocessableProblem },
      },
    },
    async (request, reply) => {
      const { kind, fields, why } = request.body;
      const outcome = await editEntity(context, {
        workspaceId: request.workspaceId,
        entityId: null,
        kind,
        fields: fields as Record<string, Json>,
        actor: actorOf(request),
        ...(why === undefined ? {} : { why }),
      });
      const entity = await show(request.workspaceId, editedEntity(outcome, 'new'));
      sendVersion(reply, entity.version);
      void reply.header('location', `/api/v1/entities/${entity.id}`);
      return reply.code(201).send(responseBody(entity));
    },
  );

  app.get(
    '/api/v1/entities/:id',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'An entity with its remote records, relations, history and the origin of each field',
        params: uuidParams,
        response: { 200: entityDetailSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }, reply) => {
      const entity = await show(workspaceId, params.id);
      sendVersion(reply, entity.version);
      return responseBody(entity);
    },
  );

  app.get(
    '/api/v1/entities/:id/relations',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'Relations of an entity, in one direction, in the order of their types',
        params: uuidParams,
        querystring: relationQuery,
        response: { 200: relationPageSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, query, workspaceId }) => {
      const page = await listRelations(context.store, workspaceId, params.id, query, query);
      // An entity without any is there all the same.
      if (page.items.length === 0) await show(workspaceId, params.id);
      return responseBody(page);
    },
  );

  app.patch(
    '/api/v1/entities/:id',
    {
      config: access('operator', 'entities:write'),
      bodyLimit,
      schema: {
        tags,
        summary: 'Edit an entity in the hub: checked by policy, audited, and written to its remote records',
        params: uuidParams,
        headers: changeHeaders,
        body: entityEditSchema,
        response: {
          200: entityDetailSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...staleProblem,
          ...unprocessableProblem,
        },
      },
    },
    async (request, reply) => {
      const { id, kind } = await show(request.workspaceId, request.params.id);
      const { fields, why } = request.body;
      const version = expectedVersion(request);
      const outcome = await editEntity(context, {
        workspaceId: request.workspaceId,
        entityId: id,
        kind,
        fields: fields as Record<string, Json>,
        actor: actorOf(request),
        ...(why === undefined ? {} : { why }),
        ...(version === undefined ? {} : { expectedVersion: version }),
      });
      const entity = await show(request.workspaceId, editedEntity(outcome, id));
      sendVersion(reply, entity.version);
      return responseBody(entity);
    },
  );
}
