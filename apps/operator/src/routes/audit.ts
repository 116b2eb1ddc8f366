import { listAudit, listWritebacks } from '@syncline/store';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { responseBody } from '../response-body.ts';
import { auditPageSchema, auditQuery } from '../schemas/audit.ts';
import { commonProblems } from '../schemas/problem.ts';
import { writebackPageSchema, writebackQuery } from '../schemas/writeback.ts';

/** What was decided and what was written: the two places to look when a value is not what somebody expected. */
export function auditRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/audit',
    {
      config: access('viewer', 'audit:read'),
      schema: {
        tags: ['audit'],
        summary: 'Who did what, and why, newest first',
        querystring: auditQuery,
        response: { 200: auditPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => responseBody(await listAudit(context.store, workspaceId, query, query)),
  );

  app.get(
    '/api/v1/writebacks',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags: ['sync'],
        summary: 'Intended writes to remote records, newest first, each with what its last try sent',
        querystring: writebackQuery,
        response: { 200: writebackPageSchema, ...commonProblems },
      },
    },
    async ({ query: { state, ...query }, workspaceId }) => {
      const states = state === 'open' ? (['queued', 'sending'] as const) : state && [state];
      return responseBody(await listWritebacks(context.store, workspaceId, { ...query, states }, query));
    },
  );
}
