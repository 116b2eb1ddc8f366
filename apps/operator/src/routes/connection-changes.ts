import {
  changeConnection,
  connectorFor,
  createConnection,
  draftProblems,
  leadsElsewhere,
  removeConnection,
} from '@syncline/engine';
import { type ConnectionRow, findConnection, managersOf, showConnection } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf, needRole } from '../access/caller.ts';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { draftOf, notRight, refuseDraft } from '../draft-of.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound, Problem } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { connectionSchema } from '../schemas/connection.ts';
import { connectionChangeSchema, newConnectionSchema } from '../schemas/connector.ts';
import { serialParams } from '../schemas/paging.ts';
import {
  commonProblems,
  conflictProblem,
  notFoundProblem,
  staleProblem,
  unprocessableProblem,
} from '../schemas/problem.ts';
import { removalQuery } from '../schemas/sync-config.ts';
import { changeHeaders, refuseStale, sendTag } from '../versioned.ts';

const tags = ['connections'];

/** Making connections, changing what they are told, letting them wait, and removing those that hold nothing yet. */
export function connectionChangeRoutes(app: App, deps: OperatorDeps): void {
  const { context } = deps;
  const show = async (workspaceId: number, id: number) => {
    const connection = await showConnection(context.store, workspaceId, context.config.pollIntervalMs, id);
    if (!connection) throw notFound('connection', id);
    const managers = await managersOf(context.store, workspaceId, 'connection');
    const isStub = context.connectors.get(connection.connector)?.isStub === true;
    return responseBody({ ...connection, isStub, managedBy: managers.get(connection.name) ?? ('api' as const) });
  };
  const find = async (workspaceId: number, id: number): Promise<ConnectionRow> => {
    const row = await findConnection(context.store, id);
    if (row?.workspaceId !== workspaceId) throw notFound('connection', id);
    return row;
  };

  app.post(
    '/api/v1/connections',
    {
      config: access('admin', 'connections:write'),
      schema: {
        tags,
        summary: 'Make a connection; its secrets go into the vault',
        headers: actorHeaders,
        body: newConnectionSchema,
        response: { 201: connectionSchema, ...commonProblems, ...conflictProblem, ...unprocessableProblem },
      },
    },
    async (request, reply) => {
      const { name, connector, why, ...body } = request.body;
      const draft = draftOf(deps, connector, body);
      refuseDraft(draft);
      const row = await createConnection(
        context,
        request.workspaceId,
        { ...draft, name },
        { actor: actorOf(request), why },
      );
      if (row === null)
        throw new Problem({
          status: 409,
          code: 'name-taken',
          title: 'The name is taken',
          detail: `There is a connection ${name} already; give this one another name.`,
        });
      sendTag(reply, stateOf(row));
      void reply.header('location', `/api/v1/connections/${row.id}`);
      return reply.code(201).send(await show(request.workspaceId, row.id));
    },
  );

  app.patch(
    '/api/v1/connections/:id',
    {
      // Letting it wait is a matter of the day, what it is told one of who sets it up.
      config: access('operator', 'connections:write'),
      schema: {
        tags,
        summary: 'Change where a connection leads or what it is told, or let it wait; what is absent stays',
        params: serialParams,
        headers: changeHeaders,
        body: connectionChangeSchema,
        response: {
          200: connectionSchema,
          ...commonProblems,
          ...notFoundProblem,
          ...staleProblem,
          ...unprocessableProblem,
        },
      },
    },
    async (request, reply) => {
      const { why, ...change } = request.body;
      const { id } = request.params;
      const standing = await find(request.workspaceId, id);
      if (change.baseUrl !== undefined || change.settings !== undefined) {
        needRole(request, 'admin');
        refuseChange(request, standing, change);
      }
      const check = (row: ConnectionRow): void => refuseStale(request, stateOf(row));
      const row = await changeConnection(context, id, { ...change, check }, { actor: actorOf(request), why });
      if (row === null) throw notFound('connection', id);
      sendTag(reply, stateOf(row));
      return show(request.workspaceId, id);
    },
  );

  app.delete(
    '/api/v1/connections/:id',
    {
      config: access('admin', 'connections:write'),
      schema: {
        tags,
        summary: 'Remove a connection that nothing was read through and no sync config names',
        params: serialParams,
        headers: changeHeaders,
        querystring: removalQuery,
        response: {
          204: z.null().describe('Removed'),
          ...commonProblems,
          ...notFoundProblem,
          ...conflictProblem,
          ...staleProblem,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await find(request.workspaceId, id);
      const by = { actor: actorOf(request), why: request.query.why };
      const outcome = await removeConnection(context, id, by, (row) => refuseStale(request, stateOf(row)));
      if (outcome.outcome === 'not_found') throw notFound('connection', id);
      if (outcome.outcome === 'in_use')
        throw new Problem({
          status: 409,
          code: 'connection-in-use',
          title: 'The connection is in use',
          detail: `${outcome.uses.join(', ')} would be lost with it. Pause it instead, and nothing is asked of its vendor any more.`,
        });
      return reply.code(204).send(null);
    },
  );

  function refuseChange(
    request: FastifyRequest,
    standing: ConnectionRow,
    change: z.output<typeof connectionChangeSchema>,
  ): void {
    const settings = change.settings ?? standing.settings;
    const connector = connectorFor(context.connectors, { connector: standing.connector, settings });
    if (!connector) throw notRight([{ field: 'connector', message: 'this version has no such connector' }]);
    const { by } = callerOf(request);
    if (by !== 'machine' && by !== 'token' && leadsElsewhere(connector, standing, change))
      throw new Problem({
        status: 403,
        code: 'owner-only',
        title: 'Not allowed',
        detail:
          'Its secrets would be shown to another address. That is for who set the instance up: from the machine itself, or with SYNCLINE_TOKEN. Or make a new connection there, with secrets of its own.',
      });
    const baseUrl = change.baseUrl ?? standing.baseUrl;
    const problems = draftProblems({ connector, baseUrl, settings, secrets: {} });
    // The secrets it has stay as they are.
    const errors = problems.filter(({ field }) => !field.startsWith('secrets.'));
    if (errors.length > 0) throw notRight(errors);
  }
}

/** What a change is made on; how it is doing is no part of it, but for whether somebody has paused it. */
export function stateOf({ baseUrl, settings, health }: Pick<ConnectionRow, 'baseUrl' | 'settings' | 'health'>): object {
  return { baseUrl, settings, paused: health === 'paused' };
}
