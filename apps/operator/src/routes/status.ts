import { readRecentChanges } from '@syncline/store';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { createStatusReader } from '../read-status.ts';
import { responseBody } from '../response-body.ts';
import { commonProblems } from '../schemas/problem.ts';
import { recentChangesSchema, statusSchema } from '../schemas/status.ts';

const HOUR_MS = 3_600_000;

export function statusRoutes(app: App, deps: OperatorDeps): void {
  const readStatus = createStatusReader(deps);
  app.get(
    '/api/v1/status',
    {
      config: access('viewer', 'status:read'),
      schema: {
        tags: ['status'],
        summary: 'How things stand, in one object',
        response: { 200: statusSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) => responseBody(await readStatus(workspaceId)),
  );

  app.get(
    '/api/v1/changes',
    {
      config: access('viewer', 'status:read'),
      schema: {
        tags: ['status'],
        summary: 'What changed in the last hour, counted by what it is and where it came from',
        response: { 200: recentChangesSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) => responseBody(await readRecentChanges(deps.context.store, workspaceId, HOUR_MS)),
  );
}
