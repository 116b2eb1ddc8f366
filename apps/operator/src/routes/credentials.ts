import { enterCredential, removeCredential } from '@syncline/engine';
import { type ConnectionRow, findConnection, findCredentials, type Sql } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { access } from '../access/route-access.ts';
import { actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import {
  credentialListSchema,
  credentialParams,
  credentialSchema,
  credentialValueSchema,
} from '../schemas/credential.ts';
import { serialParams } from '../schemas/paging.ts';
import { commonProblems, notFoundProblem, staleProblem } from '../schemas/problem.ts';
import { changeHeaders, refuseStale, sendTag } from '../versioned.ts';

const tags = ['connections'];

/** The secrets of a connection: entered, replaced and removed; which there are is shown, what they are never. */
export function credentialRoutes(app: App, { context }: OperatorDeps): void {
  const find = async (workspaceId: number, id: number): Promise<ConnectionRow> => {
    const connection = await findConnection(context.store, id);
    if (connection?.workspaceId !== workspaceId) throw notFound('connection', id);
    return connection;
  };
  const list = async (connection: ConnectionRow, sql: Sql = context.store) => {
    const sealed = await findCredentials(sql, connection.id);
    return (context.connectors.get(connection.connector)?.secrets ?? []).map(({ name, title, required }) => {
      const reference = connection.secrets[name];
      const entered = reference === `vault:${name}` ? sealed.find((each) => each.name === name) : undefined;
      const isOutside = reference !== undefined && !reference.startsWith('vault:');
      return {
        name,
        title,
        required,
        source: isOutside ? ('reference' as const) : entered ? ('vault' as const) : ('absent' as const),
        reference: isOutside ? reference : null,
        keyId: entered?.keyId ?? null,
        updatedAt: entered?.updatedAt ?? null,
      };
    });
  };
  const show = async (connection: ConnectionRow, name: string, sql?: Sql) => {
    const credential = (await list(connection, sql)).find((each) => each.name === name);
    if (!credential) throw notFound('secret', name);
    return credential;
  };
  /** For changes that say on what they were made. */
  const check =
    (request: FastifyRequest, name: string) =>
    async (standing: ConnectionRow, tx: Sql): Promise<void> =>
      refuseStale(request, stateOf(await show(standing, name, tx)));

  app.get(
    '/api/v1/connections/:id/credentials',
    {
      config: access('operator', 'credentials:read'),
      schema: {
        tags,
        summary: 'Which secrets the connection has, and where they are; not what they are',
        params: serialParams,
        response: { 200: credentialListSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => responseBody({ items: await list(await find(workspaceId, params.id)) }),
  );

  app.get(
    '/api/v1/connections/:id/credentials/:name',
    {
      config: access('operator', 'credentials:read'),
      schema: {
        tags,
        summary: 'Where one secret is, with the ETag for changing it',
        params: credentialParams,
        response: { 200: credentialSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }, reply) => {
      const credential = await show(await find(workspaceId, params.id), params.name);
      sendTag(reply, stateOf(credential));
      return responseBody(credential);
    },
  );

  app.put(
    '/api/v1/connections/:id/credentials/:name',
    {
      config: access('admin', 'credentials:write'),
      schema: {
        tags,
        summary: 'Enter a secret of the connection; check the connection afterwards',
        params: credentialParams,
        headers: changeHeaders,
        body: credentialValueSchema,
        response: { 200: credentialSchema, ...commonProblems, ...notFoundProblem, ...staleProblem },
      },
    },
    async (request, reply) => {
      const { id, name } = request.params;
      const change = { name, actor: actorOf(request), check: check(request, name) };
      await enterCredential(context, await find(request.workspaceId, id), { ...change, value: request.body.value });
      const entered = await show(await find(request.workspaceId, id), name);
      sendTag(reply, stateOf(entered));
      return responseBody(entered);
    },
  );

  app.delete(
    '/api/v1/connections/:id/credentials/:name',
    {
      config: access('admin', 'credentials:write'),
      schema: {
        tags,
        summary: 'Take a secret out of the vault and off the connection',
        params: credentialParams,
        headers: changeHeaders,
        response: {
          204: z.null().describe('Removed'),
          ...commonProblems,
          ...notFoundProblem,
          ...staleProblem,
        },
      },
    },
    async (request, reply) => {
      const { id, name } = request.params;
      const change = { name, actor: actorOf(request), check: check(request, name) };
      await removeCredential(context, await find(request.workspaceId, id), change);
      return reply.code(204).send(null);
    },
  );
}

/** Which key wraps a secret is no part of it: a rotation is no change by anybody. */
function stateOf({ source, reference, updatedAt }: z.input<typeof credentialSchema>): object {
  return { source, reference, updatedAt: updatedAt?.toISOString() ?? null };
}
