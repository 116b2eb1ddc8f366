import { guardRequests } from '@syncline/sandbox';
import Fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from './changes/refusal.ts';
import type { Organisation } from './model/organisation.ts';
import { type GuardParts, requestGuard } from './request-guard.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { commentRoutes } from './routes/comment-routes.ts';
import { hookRoutes } from './routes/hook-routes.ts';
import { issueRoutes } from './routes/issue-routes.ts';
import { labelRoutes } from './routes/label-routes.ts';
import { Moved } from './routes/lookup.ts';
import { milestoneRoutes } from './routes/milestone-routes.ts';
import { projectRoutes } from './routes/project-routes.ts';
import { pullRoutes } from './routes/pull-routes.ts';
import { rateLimitRoutes } from './routes/rate-limit-routes.ts';
import { refuse, refuseWith } from './routes/refuse.ts';
import { relationRoutes } from './routes/relation-routes.ts';
import type { Hooks } from './webhooks/hooks.ts';

/** The HTTP side of the simulator, without a port. */
export function createServer(organisation: Organisation, hooks: Hooks, guard: GuardParts): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    // GitHub's Link headers and redirects also know repositories by id.
    rewriteUrl: (request) => {
      const url = request.url ?? '/';
      const match = /^\/repositories\/(\d+)(.*)$/.exec(url);
      const repository =
        match === null ? undefined : organisation.repositories.find(({ meta }) => meta.id === Number(match[1]));
      return repository === undefined ? url : `/repos/${repository.fullName}${match?.[2] ?? ''}`;
    },
  });
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body.toString()));
    } catch {
      done(new Refusal(400, 'Problems parsing JSON'), undefined);
    }
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    const links = reply.getHeader('link');
    // In its links GitHub names repositories by id: they survive renames.
    if (typeof links === 'string')
      for (const { fullName, meta } of organisation.repositories)
        reply.header(
          'link',
          String(reply.getHeader('link')).replaceAll(`/repos/${fullName}/`, `/repositories/${meta.id}/`),
        );
    return payload;
  });
  guardRequests(app, requestGuard(guard));
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) return refuseWith(reply, error);
    if (error instanceof Moved) {
      // Bodies name api.github.com; the address to follow is the sandbox's own.
      reply.header('location', error.url.replace('https://api.github.com', `http://${request.host}`));
      // A write is to be repeated as it was, which 301 does not say.
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return refuse(reply, 307, 'Temporary Redirect', undefined, { url: error.url });
      return refuse(reply, 301, error.message, undefined, { url: error.url });
    }
    return refuse(reply, 500, error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : 'Server Error');
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'Not Found'));
  accountRoutes(app, organisation);
  issueRoutes(app, organisation);
  commentRoutes(app, organisation);
  pullRoutes(app, organisation);
  labelRoutes(app, organisation);
  milestoneRoutes(app, organisation);
  relationRoutes(app, organisation);
  projectRoutes(app, organisation);
  hookRoutes(app, organisation, hooks);
  rateLimitRoutes(app, guard.primary);
  return app;
}
