import { guardRequests } from '@syncline/sandbox';
import Fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from './changes/refusal.ts';
import type { Organisation } from './model/organisation.ts';
import { type GuardParts, requestGuard } from './request-guard.ts';
import { type BulkJobs, bulkRoutes } from './routes/bulk-routes.ts';
import { collectionRoutes } from './routes/collection-routes.ts';
import { oauthRoutes } from './routes/oauth-routes.ts';
import { queryRoutes } from './routes/query-routes.ts';
import { recordRoutes } from './routes/record-routes.ts';
import { refuse, refuseWith } from './routes/reply.ts';

/** The HTTP side of the simulator, without a port. */
export function createServer(
  organisation: Organisation,
  guard: GuardParts,
): { readonly app: FastifyInstance; readonly jobs: BulkJobs } {
  const app = Fastify({
    logger: false,
    bodyLimit: 8 * 1024 * 1024,
    forceCloseConnections: true,
    // Salesforce takes request lines of 16 kB; a query goes into one.
    http: { maxHeaderSize: 32 * 1024 },
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body.toString()));
    } catch {
      done(new Refusal(400, 'JSON_PARSER_ERROR', 'Unexpected character'), undefined);
    }
  });
  guardRequests(app, requestGuard(guard));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return refuseWith(reply, error);
    const message = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : 'An unexpected error occurred';
    return refuse(reply, 500, 'UNKNOWN_EXCEPTION', message);
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'NOT_FOUND', 'The requested resource does not exist'));
  oauthRoutes(app, organisation, guard.tokens);
  queryRoutes(app, organisation);
  recordRoutes(app, organisation);
  collectionRoutes(app, organisation);
  const jobs = bulkRoutes(app, organisation);
  return { app, jobs };
}
