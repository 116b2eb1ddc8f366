import { listDeliveries } from '@syncline/store';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { responseBody } from '../response-body.ts';
import { deliveryPageSchema, deliveryQuery } from '../schemas/delivery.ts';
import { commonProblems } from '../schemas/problem.ts';

export function deliveryRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/inbox',
    {
      config: access('viewer', 'inbox:read'),
      schema: {
        tags: ['inbox'],
        summary: 'Webhook deliveries, newest first, without their bodies',
        querystring: deliveryQuery,
        response: { 200: deliveryPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => responseBody(await listDeliveries(context.store, workspaceId, query, query)),
  );
}
