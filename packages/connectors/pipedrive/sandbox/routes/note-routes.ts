import type { FastifyInstance } from 'fastify';
import { createRow, editRow, removeRow } from '../changes/changes.ts';
import { notFound, Refusal } from '../changes/refusal.ts';
import { type Company, isDeleted } from '../model/company.ts';
import { msOf } from '../model/records.ts';
import { bodyOf, idParam, query } from './reading.ts';
import { renderNote } from './render.ts';

/** Notes, by positions in a list of version 1. */
export function noteRoutes(app: FastifyInstance, company: Company): void {
  app.get('/v1/notes', (request, reply) => {
    const { start = '0', limit = '100', sort = 'id ASC', updated_since } = query(request);
    const [field = 'id', direction = 'ASC'] = sort.split(' ');
    const sign = direction.toUpperCase() === 'DESC' ? -1 : 1;
    const since = updated_since === undefined ? null : Date.parse(updated_since);
    if (since !== null && Number.isNaN(since)) throw new Refusal(400, 'updated_since is not a valid datetime');
    const rows = [...company.rows('notes')]
      .filter((row) => !isDeleted(row) && (since === null || msOf(row['update_time']) >= since))
      .sort((a, b) => sign * (String(a[field]) < String(b[field]) ? -1 : 1));
    if (field === 'id') rows.sort((a, b) => sign * (a.id - b.id));
    const from = Number(start);
    const most = Math.min(Number(limit), 500);
    const isMore = rows.length > from + most;
    return reply.send({
      success: true,
      // None at all is null, not an empty list.
      data: rows.length <= from ? null : rows.slice(from, from + most).map((row) => renderNote(company, row)),
      additional_data: {
        pagination: {
          start: from,
          limit: most,
          more_items_in_collection: isMore,
          ...(isMore && { next_start: from + most }),
        },
      },
    });
  });
  app.get('/v1/notes/:id', (request, reply) => {
    const row = company.row('notes', idParam(request, 'Note'));
    if (!row) throw notFound('Note');
    return reply.send({ success: true, data: renderNote(company, row) });
  });
  app.post('/v1/notes', (request, reply) =>
    reply.send({ success: true, data: renderNote(company, createRow(company, 'notes', bodyOf(request), 'api')) }),
  );
  app.put('/v1/notes/:id', (request, reply) => {
    const row = editRow(company, 'notes', idParam(request, 'Note'), bodyOf(request), 'api');
    return reply.send({ success: true, data: renderNote(company, row) });
  });
  app.delete('/v1/notes/:id', (request, reply) => {
    removeRow(company, 'notes', idParam(request, 'Note'), 'api');
    return reply.send({ success: true, data: true });
  });
}
