import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound, Refusal } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import type { Row } from '../model/row.ts';
import { parseSoql } from '../query/parse-soql.ts';
import { parentValue } from '../query/render-record.ts';
import { runQuery } from '../query/run-query.ts';
import { sendJson } from './reply.ts';

interface Job {
  readonly id: string;
  readonly object: string;
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
  pollsLeft: number;
}

export interface BulkJobs {
  /** Forgets every job, as Salesforce does after seven days. */
  clear(): void;
}

/** Bulk API 2.0 query jobs: a snapshot, handed out as CSV by locator. */
export function bulkRoutes(app: FastifyInstance, organisation: Organisation): BulkJobs {
  const jobs = new Map<string, Job>();
  const root = '/services/data/:version/jobs/query';

  app.post(root, (request, reply) => {
    const { operation, query = '' } = request.body as { operation?: string; query?: string };
    const soql = parseSoql(query);
    if (soql.isCount || soql.limit !== null || soql.orderBy.length > 0)
      throw new Refusal(400, 'INVALIDJOB', 'COUNT, ORDER BY and LIMIT are not supported here');
    const { rows } = runQuery(organisation, soql, operation === 'queryAll');
    const id = `7505g0000${String(jobs.size + 1).padStart(9, '0')}`;
    jobs.set(id, { id, object: soql.object, fields: soql.fields, rows, pollsLeft: organisation.settings.bulkPolls });
    return sendJson(reply, { id, operation, object: soql.object, state: 'UploadComplete' });
  });
  app.get(`${root}/:id`, (request, reply) => {
    const job = jobOf(request);
    const state = job.pollsLeft > 0 ? 'InProgress' : 'JobComplete';
    job.pollsLeft -= 1;
    return sendJson(reply, { id: job.id, object: job.object, state, numberRecordsProcessed: job.rows.length });
  });
  app.get(`${root}/:id/results`, (request, reply) => {
    const { rows, fields } = jobOf(request);
    const { locator, maxRecords = '50000' } = request.query as { locator?: string; maxRecords?: string };
    const from = locator === undefined ? 0 : Number(Buffer.from(locator, 'base64').toString());
    const end = Math.min(rows.length, from + Number(maxRecords));
    const lines = rows.slice(from, end).map((row) => fields.map((field) => cell(row, field)).join(','));
    return reply
      .type('text/csv')
      .header('sforce-numberofrecords', String(end - from))
      .header('sforce-locator', end === rows.length ? 'null' : Buffer.from(String(end)).toString('base64'))
      .send(`${[fields.map(quoted).join(','), ...lines].join('\n')}\n`);
  });
  return { clear: () => jobs.clear() };

  function jobOf(request: FastifyRequest): Job {
    const job = jobs.get((request.params as { id: string }).id);
    if (job === undefined) throw notFound();
    return job;
  }

  function cell(row: Row, field: string): string {
    const value = field.includes('.') ? parentValue(organisation, row, field) : row[field];
    return quoted(value === null || value === undefined ? '' : String(value));
  }
}

/** Every cell is quoted, as Salesforce does. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
