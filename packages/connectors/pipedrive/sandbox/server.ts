import { guardRequests } from '@syncline/sandbox';
import Fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from './changes/refusal.ts';
import type { Company } from './model/company.ts';
import { type GuardParts, requestGuard } from './request-guard.ts';
import { companyRoutes } from './routes/company-routes.ts';
import { noteRoutes } from './routes/note-routes.ts';
import { oauthRoutes } from './routes/oauth-routes.ts';
import { recordRoutes } from './routes/record-routes.ts';
import { searchRoutes } from './routes/search-routes.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';
import type { Hooks } from './webhooks/hooks.ts';

/** The HTTP side of the simulator, without a port. */
export function createServer(company: Company, hooks: Hooks, guard: GuardParts, searchLagMs: number): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
  guardRequests(app, requestGuard(guard));
  app.setErrorHandler((error, _request, reply) => {
    const { statusCode = 500, message } = error as Error & { statusCode?: number };
    const [status, code] = error instanceof Refusal ? [error.status, error.code] : [statusCode, null];
    return reply.code(status).send({ success: false, error: message, ...(code !== null && { code }) });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ success: false, error: 'Unknown method .' }));
  searchRoutes(app, company, searchLagMs);
  recordRoutes(app, company);
  noteRoutes(app, company);
  companyRoutes(app, company);
  webhookRoutes(app, hooks);
  oauthRoutes(app, guard.tokens);
  return app;
}
