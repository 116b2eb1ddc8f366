import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { ObjectStore } from '../model/object-store.ts';
import type { Organisation } from '../model/organisation.ts';
import type { Row } from '../model/row.ts';
import { parseSoql } from '../query/parse-soql.ts';
import { API_ROOT, renderRecord } from '../query/render-record.ts';
import { aggregate, runQuery } from '../query/run-query.ts';
import { sendJson } from './reply.ts';

/** An organisation has this many cursors; the oldest is dropped for a new one. */
const MAX_CURSORS = 10;

interface Cursor {
  readonly store: ObjectStore;
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
}

/** query, queryAll and their further parts. */
export function queryRoutes(app: FastifyInstance, organisation: Organisation): void {
  const cursors = new Map<string, Cursor>();
  let made = 0;

  app.get('/services/data/:version/query', (request, reply) => answer(request, reply, false));
  app.get('/services/data/:version/queryAll', (request, reply) => answer(request, reply, true));
  for (const path of ['query', 'queryAll'])
    app.get(`/services/data/:version/${path}/:locator`, (request, reply) => {
      const { locator = '' } = request.params as { locator?: string };
      const [, key = '', from = '0'] = /^(.*)-(\d+)$/.exec(locator) ?? [];
      const cursor = cursors.get(key);
      if (cursor === undefined) throw new Refusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
      return sendPart(request, reply, cursor, Number(from), key);
    });

  function answer(request: FastifyRequest, reply: FastifyReply, withDeleted: boolean): FastifyReply {
    const { q = '' } = request.query as { q?: string };
    const soql = parseSoql(q);
    const { store, rows, count } = runQuery(organisation, soql, withDeleted);
    if (soql.isCount) return sendJson(reply, { totalSize: count, done: true, records: [] });
    if (soql.aggregates.length > 0)
      return sendJson(reply, { totalSize: 1, done: true, records: [aggregate(soql, rows)] });
    return sendPart(request, reply, { store, fields: soql.fields, rows }, 0, null);
  }

  function sendPart(
    request: FastifyRequest,
    reply: FastifyReply,
    cursor: Cursor,
    from: number,
    known: string | null,
  ): FastifyReply {
    const { store, fields, rows } = cursor;
    const end = Math.min(rows.length, from + batchSize(request));
    const records = rows.slice(from, end).map((row) => renderRecord(organisation, store, row, fields));
    if (end === rows.length) return sendJson(reply, { totalSize: rows.length, done: true, records });
    const key = known ?? open(cursor);
    const nextRecordsUrl = `${API_ROOT}/query/${key}-${end}`;
    return sendJson(reply, { totalSize: rows.length, done: false, nextRecordsUrl, records });
  }

  function open(cursor: Cursor): string {
    made += 1;
    const key = `01g5g0000${String(made).padStart(9, '0')}`;
    cursors.set(key, cursor);
    const oldest = cursors.keys().next();
    if (cursors.size > MAX_CURSORS && !oldest.done) cursors.delete(oldest.value);
    return key;
  }

  function batchSize(request: FastifyRequest): number {
    const asked = /batchSize=(\d+)/.exec(String(request.headers['sforce-query-options'] ?? ''))?.[1];
    return Math.min(organisation.settings.batchSize, Math.max(200, Number(asked ?? 2_000)));
  }
}
