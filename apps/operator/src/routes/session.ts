import { deleteConsoleSession, insertConsoleSession, useApiKey } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sessionCookie } from '../access/authenticate.ts';
import { type Caller, callerOf } from '../access/caller.ts';
import { csrfTokenOf, newSessionToken, sha256 } from '../access/new-secret.ts';
import { access, openToAll } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { Problem } from '../problem.ts';
import { protocolOf } from '../protocol-of.ts';
import { newSessionSchema, sessionSchema } from '../schemas/key.ts';
import { commonProblems } from '../schemas/problem.ts';

const tags = ['keys'];
const SESSION_MS = 12 * 3_600_000;

/** The console's way in: a key is shown once and a cookie that scripts can't read is carried from then on. */
export function sessionRoutes(app: App, { context }: OperatorDeps): void {
  const { store, clock } = context;

  app.get(
    '/api/v1/session',
    {
      config: access('viewer', 'status:read'),
      schema: {
        tags,
        summary: 'Who asks, and what they may do',
        response: { 200: sessionSchema, ...commonProblems },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return shown(callerOf(request));
    },
  );

  app.post(
    '/api/v1/session',
    {
      config: openToAll,
      schema: {
        tags,
        summary: 'Open a session of a browser with an API key',
        security: [],
        body: newSessionSchema,
        response: { 201: sessionSchema, ...commonProblems },
      },
    },
    async (request, reply) => {
      refuseForeign(request);
      const key = await useApiKey(store, sha256(request.body.key), clock.now());
      if (!key) throw noSuchKey();
      const { token, hash } = newSessionToken();
      const lapse = clock.now().getTime() + SESSION_MS;
      const expiresAt = new Date(key.expiresAt === null ? lapse : Math.min(lapse, key.expiresAt.getTime()));
      await insertConsoleSession(store, hash, key.id, expiresAt);
      const caller: Caller = {
        by: 'session',
        workspaceId: key.workspaceId,
        role: key.role,
        scopes: key.scopes,
        key,
        csrfToken: csrfTokenOf(token),
      };
      void reply
        .header('cache-control', 'no-store')
        .setCookie(sessionCookie, token, { ...cookieOptions(request), expires: expiresAt });
      return reply.code(201).send(shown(caller));
    },
  );

  app.delete(
    '/api/v1/session',
    {
      config: access('viewer', 'status:read'),
      schema: {
        tags,
        summary: 'End the session of this browser',
        response: { 204: z.null().describe('Ended'), ...commonProblems },
      },
    },
    async (request, reply) => {
      const token = request.cookies[sessionCookie];
      if (token !== undefined) await deleteConsoleSession(store, sha256(token));
      void reply.clearCookie(sessionCookie, cookieOptions(request));
      return reply.code(204).send(null);
    },
  );
}

function shown({ by, key, role, scopes, workspaceId, csrfToken }: Caller) {
  return { by, name: key?.name ?? null, role, scopes: scopes && [...scopes], workspaceId, csrfToken };
}

function cookieOptions(request: FastifyRequest) {
  // A browser drops a Secure cookie that came over plain HTTP.
  const secure = protocolOf(request) === 'https';
  return { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
}

/** Another site must not put its own session into a visitor's browser. */
function refuseForeign(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (origin === undefined || URL.parse(origin)?.host === host) return;
  throw new Problem({
    status: 403,
    code: 'foreign-origin',
    title: 'Cross-site request refused',
    detail: 'A session is opened from a page of this origin only.',
  });
}

function noSuchKey(): Problem {
  return new Problem({
    status: 401,
    code: 'unauthorized',
    title: 'The key is not right',
    detail: 'It was never made, was revoked, or has lapsed.',
  });
}
