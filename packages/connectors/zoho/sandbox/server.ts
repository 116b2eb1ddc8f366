import { guardRequests } from '@syncline/sandbox';
import Fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from './changes/refusal.ts';
import type { Organisation } from './model/organisation.ts';
import { type GuardParts, requestGuard } from './request-guard.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { listRoutes } from './routes/list-routes.ts';
import { oauthRoutes } from './routes/oauth-routes.ts';
import { queryRoutes } from './routes/query-routes.ts';
import { recordRoutes } from './routes/record-routes.ts';
import { refuse } from './routes/reply.ts';
import { watchRoutes } from './routes/watch-routes.ts';
import type { Channels } from './webhooks/channels.ts';

/** The HTTP side of the simulator, without a port. */
export function createServer(organisation: Organisation, channels: Channels, guard: GuardParts): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: 8 * 1024 * 1024,
    forceCloseConnections: true,
    http: { maxHeaderSize: 32 * 1024 },
    routerOptions: { maxParamLength: 500 },
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body.toString()));
    } catch {
      done(new Refusal(400, 'INVALID_DATA', 'body'), undefined);
    }
  });
  guardRequests(app, requestGuard(guard));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return refuse(reply, error);
    return refuse(reply, new Refusal(500, 'INTERNAL_ERROR', error instanceof Error ? (error.stack ?? '') : 'error'));
  });
  app.setNotFoundHandler((_request, reply) =>
    refuse(reply, new Refusal(404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one')),
  );
  oauthRoutes(app, organisation.settings, guard.tokens);
  queryRoutes(app, organisation);
  accountRoutes(app, organisation);
  watchRoutes(app, channels);
  listRoutes(app, organisation);
  recordRoutes(app, organisation);
  return app;
}
