import { guardRequests, takeUploads } from '@syncline/sandbox';
import Fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from './changes/refusal.ts';
import type { Site } from './model/site.ts';
import { type GuardParts, requestGuard } from './request-guard.ts';
import { agileRoutes } from './routes/agile-routes.ts';
import { attachmentRoutes } from './routes/attachment-routes.ts';
import { commentRoutes } from './routes/comment-routes.ts';
import { fieldRoutes } from './routes/field-routes.ts';
import { issueRoutes } from './routes/issue-routes.ts';
import { refuse } from './routes/refuse.ts';
import { searchRoutes } from './routes/search-routes.ts';
import { siteRoutes } from './routes/site-routes.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';
import type { Hooks } from './webhooks/hooks.ts';

/** The HTTP side of the simulator, without a port. */
export function createServer(
  site: Site,
  hooks: Hooks,
  guard: GuardParts,
  clientSecret: () => string | null,
): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body.toString()));
    } catch {
      done(new Refusal(400, 'There was an error parsing JSON. Check that your request body is valid.'), undefined);
    }
  });
  takeUploads(app);
  guardRequests(app, requestGuard(guard));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send(error.body);
    return refuse(reply, 500, error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : 'Server Error');
  });
  app.setNotFoundHandler((request, reply) => refuse(reply, 404, `No endpoint ${request.method} ${request.url}`));
  siteRoutes(app, site);
  fieldRoutes(app, site);
  agileRoutes(app, site);
  searchRoutes(app, site);
  issueRoutes(app, site);
  commentRoutes(app, site);
  attachmentRoutes(app, site);
  webhookRoutes(app, site, hooks, clientSecret);
  return app;
}
