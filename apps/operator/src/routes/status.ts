import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { createStatusReader } from '../read-status.ts';
import { responseBody } from '../response-body.ts';
import { commonProblems } from '../schemas/problem.ts';
import { statusSchema } from '../schemas/status.ts';

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
}
