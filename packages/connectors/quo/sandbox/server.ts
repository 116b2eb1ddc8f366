import { guardRequests } from '@syncline/sandbox';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Workspace } from './model/workspace.ts';
import { Refusal } from './refusal.ts';
import { type GuardParts, refuse, requestGuard } from './request-guard.ts';
import { contactRoutes } from './routes/contact-routes.ts';
import { datedRoutes } from './routes/dated-routes.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';
import type { Hooks } from './webhooks/hooks.ts';

/** The HTTP side of the simulator, without a port. */
export function createServer(workspace: Workspace, hooks: Hooks, guard: GuardParts): FastifyInstance {
  const app = Fastify({ logger: false, forceCloseConnections: true });
  guardRequests(app, requestGuard(guard));
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) return refuse(request, reply, error);
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    const message = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : 'An unknown error has occurred';
    return refuse(request, reply, new Refusal(status, message));
  });
  app.setNotFoundHandler((request, reply) => refuse(request, reply, new Refusal(404, `Not found: ${request.url}`)));
  datedRoutes(app, workspace);
  contactRoutes(app, workspace);
  webhookRoutes(app, hooks);
  return app;
}
