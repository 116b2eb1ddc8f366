import { enterCredential, removeCredential } from '@syncline/engine';
import { type ConnectionRow, findConnection, findCredentials } from '@syncline/store';
import { z } from 'zod';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
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
import { commonProblems, notFoundProblem } from '../schemas/problem.ts';

const tags = ['connections'];

/** The secrets of a connection: entered, replaced and removed; which there are is shown, what they are never. */
export function credentialRoutes(app: App, { context }: OperatorDeps): void {
  const find = async (workspaceId: number, id: number): Promise<ConnectionRow> => {
    const connection = await findConnection(context.store, id);
    if (connection?.workspaceId !== workspaceId) throw notFound('connection', id);
    return connection;
  };
  const list = async (connection: ConnectionRow) => {
    const sealed = await findCredentials(context.store, connection.id);
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

  app.put(
    '/api/v1/connections/:id/credentials/:name',
    {
      config: access('admin', 'credentials:write'),
      schema: {
        tags,
        summary: 'Enter a secret of the connection; check the connection afterwards',
        params: credentialParams,
        headers: actorHeaders,
        body: credentialValueSchema,
        response: { 200: credentialSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async (request) => {
      const { id, name } = request.params;
      const connection = await find(request.workspaceId, id);
      await enterCredential(context, connection, { name, value: request.body.value, actor: actorOf(request) });
      const entered = (await list(await find(request.workspaceId, id))).find((each) => each.name === name);
      return responseBody(entered!);
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
        headers: actorHeaders,
        response: { 204: z.null().describe('Removed'), ...commonProblems, ...notFoundProblem },
      },
    },
    async (request, reply) => {
      const { id, name } = request.params;
      await removeCredential(context, await find(request.workspaceId, id), { name, actor: actorOf(request) });
      return reply.code(204).send(null);
    },
  );
}
