import { listTimeline } from '@syncline/store';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { responseBody } from '../response-body.ts';
import { commonProblems } from '../schemas/problem.ts';
import { timelinePageSchema, timelineQuery } from '../schemas/timeline.ts';

/** What happened, by whomever. */
export function timelineRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/timeline',
    {
      config: access('viewer', 'audit:read'),
      schema: {
        tags: ['audit'],
        summary: 'What happened, newest first: runs and writes that ended, acts of people, conflicts, alerts',
        querystring: timelineQuery,
        response: { 200: timelinePageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => responseBody(await listTimeline(context.store, workspaceId, query, query)),
  );
}
