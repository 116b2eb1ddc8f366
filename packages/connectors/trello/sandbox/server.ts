import { guardRequests, takeUploads } from '@syncline/sandbox';
import Fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from './changes/refusal.ts';
import type { World } from './model/world.ts';
import { type GuardParts, requestGuard } from './request-guard.ts';
import { attachmentRoutes } from './routes/attachment-routes.ts';
import { batchRoute } from './routes/batch-route.ts';
import { boardRoutes } from './routes/board-routes.ts';
import { cardRoutes } from './routes/card-routes.ts';
import { partRoutes } from './routes/part-routes.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';
import type { Hooks } from './webhooks/hooks.ts';

/** The HTTP side of the simulator, without a port. */
export function createServer(world: World, hooks: Hooks, guard: GuardParts): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
  takeUploads(app);
  guardRequests(app, requestGuard(guard));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).type('text/plain').send(error.message);
    const { statusCode, message } = error as Error & { statusCode?: number };
    return reply
      .code(statusCode ?? 500)
      .type('text/plain')
      .send(message);
  });
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .type('text/plain')
      .send(`Cannot ${request.method} ${request.url.split('?', 1)[0]}`),
  );
  boardRoutes(app, world);
  cardRoutes(app, world);
  attachmentRoutes(app, world);
  partRoutes(app, world);
  webhookRoutes(app, hooks, guard.token);
  batchRoute(app);
  return app;
}
