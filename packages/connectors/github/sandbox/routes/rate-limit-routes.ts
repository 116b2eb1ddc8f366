import type { FixedWindow } from '@syncline/sandbox';
import type { FastifyInstance } from 'fastify';
import { sendJson } from './paging.ts';

export function rateLimitRoutes(app: FastifyInstance, primary: FixedWindow): void {
  app.get('/rate_limit', (_request, reply) => {
    const { limit, used, remaining, resetAt } = primary.state();
    const reset = Math.ceil(resetAt.getTime() / 1000);
    const core = { limit, used, remaining, reset, resource: 'core' };
    return sendJson(
      reply,
      JSON.stringify({
        resources: { core, search: { limit: 30, used: 0, remaining: 30, reset, resource: 'search' } },
        rate: core,
      }),
    );
  });
}
