import { createHealth } from '@syncline/runtime';
import { z } from 'zod';
import { openToAll } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { readinessSchema } from '../schemas/status.ts';

/**
 * `/livez`: the process answers. `/readyz`: what it depends on answers too. `/healthz` is `/readyz` under the name
 * that load balancers ask by default.
 */
export function healthRoutes(app: App, { context }: OperatorDeps): void {
  const health = createHealth();
  health.addCheck('postgres', () => context.store.query('select 1'));
  health.addCheck('queue', () => context.queue.ping());
  app.addHook('preClose', async () => health.startDraining());

  app.get(
    '/livez',
    {
      config: openToAll,
      schema: {
        tags: ['operations'],
        summary: 'Whether the process lives',
        security: [],
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({
      status: 'ok' as const,
    }),
  );

  for (const path of ['/readyz', '/healthz'] as const) {
    app.get(
      path,
      {
        config: openToAll,
        schema: {
          tags: ['operations'],
          summary: 'Whether everything it needs is there',
          security: [],
          response: { 200: readinessSchema, 503: readinessSchema },
        },
      },
      async (_request, reply) => {
        const { isReady, checks } = await health.readiness();
        const byName = Object.fromEntries(
          checks.map((check) => [
            check.name,
            { ok: check.isOk, ms: check.durationMs, ...(check.error === undefined ? {} : { error: check.error }) },
          ]),
        );
        return reply.code(isReady ? 200 : 503).send({ ready: isReady, checks: byName });
      },
    );
  }
}
