import type { IncomingMessage } from 'node:http';
import { newId } from '@syncline/core';
import { traceRequests } from '@syncline/runtime';
import type { FastifyInstance } from 'fastify';

/** Probes, scrapes, pages, and streams that last for hours. */
const NOT_FOLLOWED = /^\/(livez|readyz|healthz|metrics|docs|admin\/queues|api\/v1\/events)\b/;

/** What a problem names as its instance, and the log as reqId: what the caller calls the request, else a new id. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const named = headers['x-request-id'];
  return typeof named === 'string' && /^[\w.:-]{1,128}$/.test(named) ? named : newId();
}

/** All that follows from a request bears its id, which the answer names. */
export function followRequests(app: FastifyInstance): void {
  traceRequests(app, { trustsCallers: true, correlationIdOf: ({ id }) => id, ignores: NOT_FOLLOWED });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
}
