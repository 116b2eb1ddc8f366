import { listDeliveries } from '@syncline/store';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { responseBody } from '../response-body.ts';
import { deliveryPageSchema, deliveryQuery } from '../schemas/delivery.ts';
import { commonProblems } from '../schemas/problem.ts';

export function deliveryRoutes(app: App, { context, workspaceId }: OperatorDeps): void {
  app.get(
    '/api/v1/inbox',
    {
      schema: {
        tags: ['inbox'],
        summary: 'Webhook deliveries, newest first, without their bodies',
        querystring: deliveryQuery,
        response: { 200: deliveryPageSchema, ...commonProblems },
      },
    },
    async ({ query }) => responseBody(await listDeliveries(context.store, workspaceId, query, query)),
  );
}
