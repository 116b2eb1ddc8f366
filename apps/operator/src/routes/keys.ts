import { type ApiKeyView, findApiKey, insertApiKey, listApiKeys, revokeApiKey, writeAudit } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf } from '../access/caller.ts';
import { newApiKey } from '../access/new-secret.ts';
import { access, includesScope, type Scope } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound, Problem } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { createdKeySchema, keyListSchema, keySchema, newKeySchema } from '../schemas/key.ts';
import { serialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem, staleProblem } from '../schemas/problem.ts';
import { changeHeaders, refuseStale, sendTag } from '../versioned.ts';

const tags = ['keys'];

/** API keys of a workspace: made, listed, revoked; never shown again. */
export function keyRoutes(app: App, { context }: OperatorDeps): void {
  const { store, clock } = context;
  const view = ({ workspaceId: _, ...key }: ApiKeyView) => ({ ...key, state: stateOf(key, clock.now()) });

  app.get(
    '/api/v1/keys',
    {
      config: access('admin', 'keys:read'),
      schema: { tags, summary: 'API keys, newest first', response: { 200: keyListSchema, ...commonProblems } },
    },
    async ({ workspaceId }) => responseBody({ items: (await listApiKeys(store, workspaceId)).map(view) }),
  );

  app.post(
    '/api/v1/keys',
    {
      config: { ...access('admin', 'keys:write'), answersSecret: true },
      schema: {
        tags,
        summary: 'Make an API key; the answer is the only place that shows it',
        headers: actorHeaders,
        body: newKeySchema,
        response: { 201: createdKeySchema, ...commonProblems, ...conflictProblem },
      },
    },
    async (request, reply) => {
      const { workspaceId, body } = request;
      const { name, role, scopes = null } = body;
      refuseMoreThanOwn(request, scopes);
      const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt);
      if (expiresAt !== null && expiresAt <= clock.now()) throw invalidExpiry();
      const { key, prefix, hash } = newApiKey();
      const createdBy = actorOf(request);
      const row = await store.transaction(async (tx) => {
        const made = await insertApiKey(tx, { workspaceId, name, role, scopes, prefix, hash, createdBy, expiresAt });
        if (made) await audit(tx, request, 'key.create', made, { role, scopes, expiresAt });
        return made;
      });
      if (!row) throw nameTaken(name);
      sendTag(reply, lastingStateOf(row));
      void reply.header('cache-control', 'no-store').header('location', `/api/v1/keys/${row.id}`);
      return reply.code(201).send(responseBody({ ...view(row), key }));
    },
  );

  app.get(
    '/api/v1/keys/:id',
    {
      config: access('admin', 'keys:read'),
      schema: {
        tags,
        summary: 'One API key',
        params: serialParams,
        response: { 200: keySchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }, reply) => {
      const key = await findApiKey(store, workspaceId, params.id);
      if (!key) throw notFound('key', params.id);
      sendTag(reply, lastingStateOf(key));
      return responseBody(view(key));
    },
  );

  app.delete(
    '/api/v1/keys/:id',
    {
      config: access('admin', 'keys:write'),
      schema: {
        tags,
        summary: 'Revoke an API key; it and its sessions open nothing from now on',
        params: serialParams,
        headers: changeHeaders,
        response: {
          204: z.null().describe('Revoked'),
          ...commonProblems,
          ...notFoundProblem,
          ...staleProblem,
        },
      },
    },
    async (request, reply) => {
      const { params, workspaceId } = request;
      await store.transaction(async (tx) => {
        const find = async (): Promise<ApiKeyView> => {
          const key = await findApiKey(tx, workspaceId, params.id);
          if (!key) throw notFound('key', params.id);
          return key;
        };
        const key = await find();
        refuseStale(request, lastingStateOf(key));
        if (await revokeApiKey(tx, workspaceId, params.id, actorOf(request)))
          await audit(tx, request, 'key.revoke', key, {});
        // Somebody may have been quicker since it was looked at.
        else refuseStale(request, lastingStateOf(await find()));
      });
      return reply.code(204).send(null);
    },
  );
}

type Tx = Parameters<typeof writeAudit>[0];

async function audit(tx: Tx, request: FastifyRequest, action: string, key: ApiKeyView, details: object) {
  await writeAudit(tx, [
    {
      workspaceId: request.workspaceId,
      actor: actorOf(request),
      action,
      subject: `key ${key.name} (${key.prefix})`,
      entityId: null,
      why: null,
      details: { ...details },
    },
  ]);
}

/** What of a key does not change by its use. */
function lastingStateOf({ id, revokedAt }: Pick<ApiKeyView, 'id' | 'revokedAt'>): object {
  return { id, revokedAt: revokedAt?.toISOString() ?? null };
}

function stateOf(key: Pick<ApiKeyView, 'revokedAt' | 'expiresAt'>, now: Date): 'standing' | 'lapsed' | 'revoked' {
  if (key.revokedAt !== null) return 'revoked';
  return key.expiresAt !== null && key.expiresAt <= now ? 'lapsed' : 'standing';
}

/** A key that is cut down must not make one that is not. */
function refuseMoreThanOwn(request: FastifyRequest, scopes: readonly string[] | null): void {
  const own = callerOf(request).scopes;
  if (own === null) return;
  const isWithin = (scope: string) => (scope.endsWith(':*') ? own.includes(scope) : includesScope(own, scope as Scope));
  if (scopes?.every(isWithin)) return;
  throw new Problem({
    status: 403,
    code: 'scope-missing',
    title: 'Not allowed',
    detail: `A key can't give more than it has; yours has ${own.join(', ')}.`,
  });
}

function invalidExpiry(): Problem {
  const message = 'lies in the past';
  return new Problem({
    status: 400,
    code: 'invalid-request',
    title: 'The request is not valid',
    detail: `expiresAt: ${message}`,
    errors: [{ field: 'expiresAt', message }],
  });
}

function nameTaken(name: string): Problem {
  return new Problem({
    status: 409,
    code: 'name-taken',
    title: 'The name is taken',
    detail: `A key ${name} stands already; revoke that one, or choose another name.`,
  });
}
