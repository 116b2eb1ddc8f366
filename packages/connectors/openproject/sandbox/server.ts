import { guardRequests, takeUploads } from '@syncline/sandbox';
import Fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from './changes/refusal.ts';
import type { Instance } from './model/instance.ts';
import { type GuardParts, refuse, requestGuard } from './request-guard.ts';
import { attachedRoutes } from './routes/attached-routes.ts';
import { siteRoutes } from './routes/site-routes.ts';
import { workPackageRoutes } from './routes/work-package-routes.ts';

/** The HTTP side of the simulator, without a port. */
export function createServer(instance: Instance, guard: GuardParts): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body.toString()));
    } catch {
      const message = 'The request body was not valid JSON.';
      done(new Refusal(400, { identifier: 'InvalidRequestBody', message }), undefined);
    }
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
  );
  takeUploads(app);
  guardRequests(app, requestGuard(guard));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send(error.body);
    const message = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : 'Server Error';
    return refuse(reply, 500, 'InternalServerError', message);
  });
  app.setNotFoundHandler((request, reply) =>
    refuse(reply, 404, 'NotFound', `The requested resource could not be found: ${request.method} ${request.url}`),
  );
  app.post('/oauth/token', (request, reply) => {
    const { grant_type: grant, client_id: id, client_secret: secret } = (request.body ?? {}) as Record<string, string>;
    const token = grant === 'client_credentials' ? guard.tokens.ask(id ?? null, secret ?? null) : null;
    if (token === null) return reply.code(401).send({ error: 'invalid_client' });
    return reply.send({ access_token: token, token_type: 'Bearer', expires_in: 7_200, scope: 'api_v3' });
  });
  siteRoutes(app, instance);
  workPackageRoutes(app, instance);
  attachedRoutes(app, instance);
  return app;
}
