import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { ModuleStore } from '../model/module-store.ts';
import type { Organisation } from '../model/organisation.ts';
import { type Row, secondsOf, textIn, timeText } from '../model/row.ts';
import { renderPerson, renderRow } from './render-row.ts';
import { param, queryOf, sendJson } from './reply.ts';
import { storeAt } from './store-at.ts';

const TOKEN_LIFE_SECONDS = 86_400;

interface PageToken {
  readonly module: string;
  readonly order: string;
  /** Where the next page begins: after this record, in the list's order. */
  readonly after: readonly [value: number | string, id: string];
  readonly listed: number;
  readonly expires: number;
}

/** Lists of a module's records, by page number and by token, and the notes of one record. */
export function listRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.get('/crm/v8/:module', (request, reply) => {
    const store = storeAt(organisation, param(request, 'module'));
    const { ids } = queryOf(request);
    const only = ids === undefined ? null : new Set(ids.split(','));
    return list(
      organisation,
      request,
      reply,
      store,
      [...store.shownRows()].filter(({ id }) => only === null || only.has(id)),
    );
  });
  app.get('/crm/v8/:module/deleted', (request, reply) => {
    const store = storeAt(organisation, param(request, 'module'));
    const { type = 'all', page = '1', per_page: size = '200' } = queryOf(request);
    const since = request.headers['if-modified-since'];
    const from = typeof since === 'string' ? secondsOf(since) : Number.NEGATIVE_INFINITY;
    const all = store
      .allDeleted()
      .filter(({ at, isPurged }) => at >= from && (type === 'all' || isPurged === (type === 'permanent')));
    const [number, perPage] = [Number(page), Number(size)];
    const shown = all.slice((number - 1) * perPage, number * perPage);
    if (shown.length === 0) return reply.code(typeof since === 'string' ? 304 : 204).send();
    const by = renderPerson(organisation);
    const data = shown.map(({ row, at, isPurged }) => ({
      id: row.id,
      display_name: textIn(row, store.schema.nameField),
      type: isPurged ? 'permanent' : 'recycle',
      deleted_time: timeText(at),
      deleted_by: by,
      created_by: by,
    }));
    const info = { per_page: perPage, count: shown.length, page: number, more_records: number * perPage < all.length };
    return sendJson(reply, { data, info });
  });
  app.get('/crm/v8/:module/:id/Notes', (request, reply) => {
    const parent = param(request, 'id');
    storeAt(organisation, param(request, 'module'));
    const store = storeAt(organisation, 'Notes');
    const rows = [...store.shownRows()].filter(({ values }) => values['Parent_Id'] === parent);
    return list(organisation, request, reply, store, rows);
  });
}

function list(
  organisation: Organisation,
  request: FastifyRequest,
  reply: FastifyReply,
  store: ModuleStore,
  rows: readonly Row[],
): FastifyReply {
  const { fields, sort_by: sortBy = 'id', sort_order: sortOrder = 'desc', page, page_token: token } = queryOf(request);
  const { settings } = organisation;
  if (fields === undefined || fields === '')
    throw new Refusal(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', { param: 'fields' });
  if (fields.split(',').length > 50)
    throw new Refusal(400, 'LIMIT_EXCEEDED', 'Max field limit exceeded', { limit: 50 });
  if (!['id', 'Created_Time', 'Modified_Time'].includes(sortBy)) throw invalidParam('sort_by');
  const perPage = Number(queryOf(request)['per_page'] ?? 200);
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > 200) throw invalidParam('per_page');
  if (page !== undefined && token !== undefined) throw invalidParam('page_token');
  const since = request.headers['if-modified-since'];
  const from = typeof since === 'string' ? secondsOf(since) : Number.NEGATIVE_INFINITY;
  const order = `${sortBy} ${sortOrder}`;
  const sign = sortOrder === 'asc' ? 1 : -1;
  const keyOf = (row: Row): PageToken['after'] => [sortValue(row, sortBy), row.id];
  const inOrder = rows
    .filter(({ modified }) => modified >= from)
    .sort((a, b) => sign * compareKeys(keyOf(a), keyOf(b)));
  if (inOrder.length === 0) return reply.code(typeof since === 'string' ? 304 : 204).send();

  const start = token === undefined ? null : readToken(token, store, order, organisation.now());
  const pageNumber = Number(page ?? 1);
  if (start === null && pageNumber * perPage > settings.pageLimit)
    throw new Refusal(400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', 'use page_token to go on', {
      page_limit: settings.pageLimit,
    });
  const first =
    start === null
      ? (pageNumber - 1) * perPage
      : inOrder.findIndex((row) => sign * compareKeys(keyOf(row), start.after) > 0);
  const shown = first < 0 ? [] : inOrder.slice(first, first + perPage);
  if (shown.length === 0) return reply.code(204).send();
  const last = shown.at(-1) as Row;
  const hasMore = first + perPage < inOrder.length;
  const listed = (start?.listed ?? (pageNumber - 1) * perPage) + shown.length;
  const expires = organisation.now() + TOKEN_LIFE_SECONDS;
  const next: PageToken = { module: store.schema.name, order, after: keyOf(last), listed, expires };
  return sendJson(reply, {
    data: shown.map((row) => renderRow(organisation, store, row, fields.split(','), 'list')),
    info: {
      per_page: perPage,
      count: shown.length,
      page: start === null ? pageNumber : Math.ceil(listed / perPage),
      sort_by: sortBy,
      sort_order: sortOrder,
      more_records: hasMore,
      ...(hasMore &&
        listed < settings.tokenLimit && {
          next_page_token: Buffer.from(JSON.stringify(next)).toString('base64url'),
          page_token_expiry: timeText(expires),
        }),
    },
  });
}

function readToken(token: string, store: ModuleStore, order: string, now: number): PageToken {
  let read: PageToken | null = null;
  try {
    read = JSON.parse(Buffer.from(token, 'base64url').toString()) as PageToken;
  } catch {
    // Refused below.
  }
  if (read === null || read.module !== store.schema.name || read.order !== order) throw invalidParam('page_token');
  if (read.expires <= now)
    throw new Refusal(400, 'EXPIRED_PAGE_TOKEN', 'the page_token has expired', { param_name: 'page_token' });
  return read;
}

function sortValue(row: Row, sortBy: string): number | string {
  if (sortBy === 'id') return row.id;
  return sortBy === 'Created_Time' ? row.created : row.modified;
}

function compareKeys(a: PageToken['after'], b: PageToken['after']): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : Number(a[1] > b[1]);
}

function invalidParam(name: string): Refusal {
  return new Refusal(400, 'INVALID_DATA', 'invalid data', { param_name: name });
}
