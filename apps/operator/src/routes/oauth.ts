import { SynclineError } from '@syncline/core';
import { authoriseAsApplication, finishAuthorisation, startAuthorisation } from '@syncline/engine';
import { type ConnectionRow, findConnection } from '@syncline/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf } from '../access/caller.ts';
import { access, openToAll } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { protocolOf } from '../protocol-of.ts';
import { responseBody } from '../response-body.ts';
import { instant, serialParams } from '../schemas/paging.ts';
import { commonProblems, notFoundProblem } from '../schemas/problem.ts';

const tags = ['connections'];
const callbackPath = '/oauth/callback';

const startedSchema = z
  .object({
    authorizationUrl: z.string().describe("The vendor's page, for a person to open"),
    redirectUri: z.string().describe('What the application must have registered at the vendor'),
    expiresAt: instant,
  })
  .meta({ id: 'OAuthAuthorisation' });
const ownTokenSchema = z
  .object({ expiresAt: instant.nullable().describe('Of the first token; it is renewed by itself') })
  .meta({ id: 'OAuthOwnToken' });

/** Connections that are authorised by OAuth, by a person at the vendor's page or as the application itself. */
export function oauthRoutes(app: App, { context, publicUrl }: OperatorDeps): void {
  const find = async (workspaceId: number, id: number): Promise<ConnectionRow> => {
    const connection = await findConnection(context.store, id);
    if (connection?.workspaceId !== workspaceId) throw notFound('connection', id);
    return connection;
  };

  app.post(
    '/api/v1/connections/:id/oauth/authorize',
    {
      // The state in the address is the proof of who may end it, and a cookie beside it where a browser began it.
      config: { ...access('admin', 'credentials:write'), answersSecret: true },
      schema: {
        tags,
        summary: "Begin an authorisation at the vendor's page (authorisation code with PKCE); it lasts ten minutes",
        params: serialParams,
        headers: actorHeaders,
        response: { 200: startedSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async (request, reply) => {
      const connection = await find(request.workspaceId, request.params.id);
      const redirectUri = new URL(callbackPath, publicUrl ?? originOf(request)).href;
      const isBrowser = callerOf(request).by === 'session';
      const options = { redirectUri, actor: actorOf(request), isBrowser };
      const { browserProof, ...started } = await startAuthorisation(context, connection, options);
      if (browserProof !== null) {
        const { name, value } = browserProof;
        // Lax: the vendor's page is another site, and sends the browser here.
        const cookie = {
          path: callbackPath,
          httpOnly: true,
          sameSite: 'lax',
          secure: protocolOf(request) === 'https',
        } as const;
        void reply.setCookie(name, value, { ...cookie, expires: started.expiresAt });
      }
      return responseBody({ ...started, redirectUri });
    },
  );

  app.post(
    '/api/v1/connections/:id/oauth/client-credentials',
    {
      config: access('admin', 'credentials:write'),
      schema: {
        tags,
        summary: 'Authorise the connection as the application itself (client credentials)',
        params: serialParams,
        headers: actorHeaders,
        response: { 200: ownTokenSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async (request) => {
      const connection = await find(request.workspaceId, request.params.id);
      return responseBody(await authoriseAsApplication(context, connection, actorOf(request)));
    },
  );

  app.get(callbackPath, { config: openToAll, schema: { hide: true } }, async (request, reply) => {
    const callback = new URL(request.url, 'http://callback.invalid').searchParams;
    try {
      const done = await finishAuthorisation(context, callback, request.cookies);
      if (done === null)
        return await page(
          reply,
          400,
          'This authorisation is not under way: it was answered before, or took too long. Begin it again.',
        );
      return await page(reply, 200, `Connection ${done.connectionName} is authorised. This page can be closed.`);
    } catch (error) {
      if (!(error instanceof SynclineError)) throw error;
      request.log.warn({ code: error.code }, 'an authorisation failed');
      return page(reply, 400, `${error.message} Begin it again.`);
    }
  });
}

function originOf(request: FastifyRequest): string {
  return `${protocolOf(request)}://${request.host}`;
}

/** Loads nothing, so that the code in its address goes nowhere. */
function page(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  const text = sentence.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .serializer(String)
    .send(`<!doctype html><html lang="en"><title>Syncline</title><p>${text}</p></html>`);
}
