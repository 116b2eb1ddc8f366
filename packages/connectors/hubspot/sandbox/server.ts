import { guardRequests } from '@syncline/sandbox';
import Fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from './changes/refusal.ts';
import type { ChangeJournal } from './journal/change-journal.ts';
import type { Portal } from './model/portal.ts';
import { type GuardParts, refuse, requestGuard } from './request-guard.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { associationRoutes } from './routes/association-routes.ts';
import { batchRoutes } from './routes/batch-routes.ts';
import { journalRoutes } from './routes/journal-routes.ts';
import { oauthRoutes } from './routes/oauth-routes.ts';
import { objectRoutes } from './routes/object-routes.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';
import type { Events } from './webhooks/events.ts';

/** The HTTP side of the simulator, without a port. */
export function createServer(
  portal: Portal,
  events: Events,
  changes: ChangeJournal,
  guard: GuardParts,
): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: 8 * 1024 * 1024,
    forceCloseConnections: true,
    http: { maxHeaderSize: 32 * 1024 },
    routerOptions: { maxParamLength: 500 },
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  guardRequests(app, requestGuard(guard));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return refuse(reply, error);
    const { statusCode = 500, message } = error as Error & { statusCode?: number };
    return refuse(reply, new Refusal(statusCode, statusCode < 500 ? 'VALIDATION_ERROR' : 'UNKNOWN', message));
  });
  app.setNotFoundHandler((request, reply) =>
    refuse(reply, new Refusal(404, 'OBJECT_NOT_FOUND', `No route ${request.method} ${request.url.split('?', 1)[0]}`)),
  );
  accountRoutes(app, portal);
  objectRoutes(app, portal);
  batchRoutes(app, portal);
  associationRoutes(app, portal);
  webhookRoutes(app, portal, events);
  journalRoutes(app, portal, changes);
  oauthRoutes(app, portal, guard.tokens);
  return app;
}
