import { asItem } from '@syncline/connector-sdk';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import { parseCoql } from '../coql/parse-coql.ts';
import { runQuery } from '../coql/run-query.ts';
import type { Organisation } from '../model/organisation.ts';
import { sendJson } from './reply.ts';

export function queryRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.post('/crm/v8/coql', (request, reply) => {
    const text = asItem(request.body)?.['select_query'];
    if (typeof text !== 'string')
      throw new Refusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: 'select_query' });
    const answer = runQuery(organisation, parseCoql(text));
    if ('count' in answer)
      return sendJson(reply, { data: [{ 'COUNT(id)': answer.count }], info: { count: 1, more_records: false } });
    const { rows, hasMore } = answer;
    if (rows.length === 0) return reply.code(204).send();
    return sendJson(reply, { data: rows, info: { count: rows.length, more_records: hasMore } });
  });
}
