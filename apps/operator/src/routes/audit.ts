import { Readable } from 'node:stream';
import { exportAudit, planAuditExport, verifyAudit } from '@syncline/engine';
import { listAudit, listWritebacks, readAuditSeal } from '@syncline/store';
import { z } from 'zod';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import {
  auditExportQuery,
  auditPageSchema,
  auditQuery,
  auditSealSchema,
  auditVerificationSchema,
} from '../schemas/audit.ts';
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
    '/api/v1/audit/seal',
    {
      config: access('viewer', 'audit:read'),
      schema: {
        tags: ['audit'],
        summary: 'How far the audit is sealed',
        response: { 200: auditSealSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) => responseBody(await readAuditSeal(context.store, workspaceId)),
  );

  app.get(
    '/api/v1/audit/verify',
    {
      config: access('viewer', 'audit:read'),
      schema: {
        tags: ['audit'],
        summary: 'Computes every seal of the audit anew and names what does not match',
        response: { 200: auditVerificationSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) => responseBody(await verifyAudit(context, workspaceId)),
  );

  app.get(
    '/api/v1/audit/export',
    {
      config: access('viewer', 'audit:read'),
      schema: {
        tags: ['audit'],
        summary: 'The sealed rows, oldest first, as NDJSON that `syncline audit verify --file` checks offline',
        querystring: auditExportQuery,
        response: {
          200: { description: 'A line a row', content: { 'application/x-ndjson': { schema: z.string() } } },
          ...commonProblems,
        },
      },
    },
    async ({ workspaceId, query }, reply) => {
      const planned = await planAuditExport(context, workspaceId, query.after ?? null);
      if (!planned) throw notFound('audit row', String(query.after));
      return (
        reply
          .type('application/x-ndjson')
          .header('content-disposition', `attachment; filename="audit-${planned.end.seq}.ndjson"`)
          // The description knows texts alone.
          .send(Readable.from(exportAudit(context, planned)) as never)
      );
    },
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
