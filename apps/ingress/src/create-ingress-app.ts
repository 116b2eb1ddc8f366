import { createWebhookReceiver, type EngineContext } from '@syncline/engine';
import { type Health, traceRequests } from '@syncline/runtime';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { BodyRefused } from './bodies/body-reader.ts';
import { type CloudflareOptions, registerCloudflareRoute } from './routes/cloudflare.ts';
import { registerWebhookRoutes } from './routes/webhooks.ts';

/** A body that takes longer than this is cut, in ms. */
const SLOW_BODY_MS = 15_000;

const NOT_FOLLOWED = /^\/(livez|readyz|healthz|metrics)\b/;

/** Each may hold a small body; more of them than this are not taken up. */
const MAX_CONNECTIONS = 2_000;

export interface IngressOptions {
  readonly ctx: EngineContext;
  readonly health: Health;
  /** Absent: notifications of Cloudflare are not accepted. */
  readonly cloudflare?: CloudflareOptions;
  /** Instead of 15 s, in ms. */
  readonly slowBodyMs?: number;
}

/** The ingress: webhooks in, and its own health. Ready as long as it can commit; the queue may be away. */
export function createIngressApp(options: IngressOptions): FastifyInstance {
  const { ctx, health, slowBodyMs = SLOW_BODY_MS, cloudflare = { secret: null, workspaceId: 1 } } = options;
  const app = Fastify({
    requestTimeout: slowBodyMs,
    connectionTimeout: slowBodyMs * 2,
    // Of both times Node takes the shorter for the headers; and it looks every 30 s if not told otherwise.
    http: {
      headersTimeout: slowBodyMs,
      requestTimeout: slowBodyMs,
      connectionsCheckingInterval: Math.min(1_000, slowBodyMs / 4),
    },
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.server.maxConnections = MAX_CONNECTIONS;
  // Its delivery names it as soon as it is proven.
  traceRequests(app, { trustsCallers: false, correlationIdOf: () => null, ignores: NOT_FOLLOWED });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof BodyRefused) {
      // The rest of the body is not waited for.
      if (error.status === 503) reply.header('retry-after', '10');
      return reply.code(error.status).header('connection', 'close').send({ title: error.message });
    }
    const status = error.statusCode ?? 503;
    if (status >= 500) ctx.logger.error({ err: error }, 'delivery could not be committed');
    // Whoever sent it keeps it, and may send it again: nothing was acknowledged.
    return reply
      .code(status >= 500 ? 503 : status)
      .send({ title: status >= 500 ? 'Not committed, send it again' : error.message });
  });
  app.get('/livez', async () => ({ status: 'ok' }));
  for (const path of ['/readyz', '/healthz'])
    app.get(path, async (_request, reply) => {
      const readiness = await health.readiness();
      return reply.code(readiness.isReady ? 200 : 503).send(readiness);
    });
  app.get('/metrics', async (_request, reply) => reply.type(ctx.metrics.contentType).send(await ctx.metrics.text()));
  app.register(async (scope) => {
    registerWebhookRoutes(scope, createWebhookReceiver(ctx));
    registerCloudflareRoute(scope, ctx, cloudflare);
  });
  return app;
}
