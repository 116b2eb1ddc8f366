import { createSharedState } from '@syncline/engine';
import { z } from 'zod';
import { instanceAccess } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { commonProblems } from '../schemas/problem.ts';

/** `/metrics`: those of the process, and gauges of the shared state that are read when they are asked for. */
export function metricsRoutes(app: App, { context }: OperatorDeps): void {
  const shared = createSharedState(context);
  app.get(
    '/metrics',
    {
      config: instanceAccess('viewer', 'instance:read'),
      schema: {
        tags: ['operations'],
        summary: "Metrics in Prometheus' text format",
        response: {
          200: { description: 'The metrics', content: { 'text/plain': { schema: z.string() } } },
          ...commonProblems,
        },
      },
    },
    async (_request, reply) => {
      const text = (await context.metrics.text()) + (await shared.text());
      return reply.header('content-type', context.metrics.contentType).serializer(String).send(text);
    },
  );
}
