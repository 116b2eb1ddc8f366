import { guardRequests, takeUploads } from '@syncline/sandbox';
import Fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from './changes/refusal.ts';
import type { Instance } from './model/instance.ts';
import { type GuardParts, requestGuard } from './request-guard.ts';
import { epicRoutes } from './routes/epic-routes.ts';
import { graphqlRoutes } from './routes/graphql-routes.ts';
import { hookRoutes } from './routes/hook-routes.ts';
import { issueRoutes } from './routes/issue-routes.ts';
import { noteRoutes } from './routes/note-routes.ts';
import { placeRoutes } from './routes/place-routes.ts';
import { uploadRoutes } from './routes/upload-routes.ts';
import type { Hooks } from './webhooks/hooks.ts';

/** The HTTP side of the simulator, without a port. */
export function createServer(instance: Instance, hooks: Hooks, guard: GuardParts): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body.toString()));
    } catch {
      done(new Refusal(400, 'The provided request body is not valid JSON.', 'error'), undefined);
    }
  });
  takeUploads(app);
  guardRequests(app, requestGuard(guard));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send(error.body);
    const words = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : '500 Internal Server Error';
    return reply.code(500).send({ message: words });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: '404 Not Found' }));
  placeRoutes(app, instance);
  issueRoutes(app, instance);
  epicRoutes(app, instance);
  noteRoutes(app, instance);
  uploadRoutes(app, instance);
  hookRoutes(app, instance, hooks);
  graphqlRoutes(app, instance);
  return app;
}
