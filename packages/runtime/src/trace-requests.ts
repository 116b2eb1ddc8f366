import { type TracedRequest, traceRequest } from '@syncline/observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface TraceRequestsOptions {
  /** Whether callers may say which trace a request is a part of. Where anybody may call, they may not. */
  readonly trustsCallers: boolean;
  /** What the lines of the log about a request have in common. */
  readonly correlationIdOf: (request: FastifyRequest) => string | null;
  /** Requests that nobody follows: probes and scrapes. */
  readonly ignores: RegExp;
}

/**
 * Has every request be a span of a trace, and all that is done for it a part of that. To be called before anything else
 * is registered.
 */
export function traceRequests(app: FastifyInstance, { trustsCallers, correlationIdOf, ignores }: TraceRequestsOptions) {
  const open = new WeakMap<FastifyRequest, TracedRequest>();
  app.addHook('onRequest', (request, _reply, done) => {
    if (ignores.test(request.url)) return done();
    const { traceparent } = request.headers;
    const named = typeof traceparent === 'string' ? traceparent : null;
    const traced = traceRequest({
      method: request.method,
      parent: trustsCallers ? named : null,
      link: trustsCallers ? null : named,
      fields: { correlationId: correlationIdOf(request) },
    });
    open.set(request, traced);
    traced.within(done);
  });
  // The events of a body come from the socket, which belongs to nobody's work.
  app.addHook('preValidation', (request, _reply, done) => {
    const traced = open.get(request);
    if (traced) traced.within(done);
    else done();
  });
  app.addHook('onResponse', async (request, reply) => {
    open.get(request)?.end(request.routeOptions.url, reply.statusCode);
  });
  app.addHook('onRequestAbort', async (request) => {
    open.get(request)?.end(request.routeOptions.url, 0);
  });
}
