import type { FastifyInstance } from 'fastify';
import { createRow, editRow, removeRow, type Written } from '../changes/changes.ts';
import { notFound } from '../changes/refusal.ts';
import { type Company, isDeleted } from '../model/company.ts';
import { msOf, type Row } from '../model/records.ts';
import { listPage } from './list.ts';
import { bodyOf, idParam, query } from './reading.ts';
import { render } from './render.ts';

const ENTITIES: readonly Written[] = ['organizations', 'persons', 'deals', 'activities'];
const DELETED_SHOWN_MS = 30 * 86_400_000;

/** The records of version 2, which are all read and written alike. */
export function recordRoutes(app: FastifyInstance, company: Company): void {
  for (const entity of ENTITIES) {
    const base = `/api/v2/${entity}`;
    const shown = (row: Row) => render(company, entity, row);
    const list = (path: string, isListed: (row: Row) => boolean) =>
      app.get(path, (request, reply) => {
        const { org_id: organization } = query(request);
        const isAsked = (row: Row) => organization === undefined || row['org_id'] === Number(organization);
        const rows = [...company.rows(entity)].filter((row) => !isDeleted(row) && isListed(row) && isAsked(row));
        const page = listPage(request, rows);
        return reply.send({
          success: true,
          data: page.rows.map(shown),
          additional_data: page.next === null ? {} : { next_cursor: page.next },
        });
      });
    list(base, (row) => row['is_archived'] !== true);
    if (entity === 'deals') list(`${base}/archived`, (row) => row['is_archived'] === true);
    app.get(`${base}/:id`, (request, reply) => {
      const row = company.row(entity, idParam(request, entity));
      const isErased = row && isDeleted(row) && company.now().getTime() - msOf(row['update_time']) > DELETED_SHOWN_MS;
      if (!row || isErased) throw notFound(entity);
      return reply.send({ success: true, data: shown(row) });
    });
    app.post(base, (request, reply) =>
      reply.send({ success: true, data: shown(createRow(company, entity, bodyOf(request), 'api')) }),
    );
    app.patch(`${base}/:id`, (request, reply) =>
      reply.send({
        success: true,
        data: shown(editRow(company, entity, idParam(request, entity), bodyOf(request), 'api')),
      }),
    );
    app.delete(`${base}/:id`, (request, reply) => {
      const id = idParam(request, entity);
      removeRow(company, entity, id, 'api');
      return reply.send({ success: true, data: { id } });
    });
  }
}
