import type { FastifyReply, FastifyRequest } from 'fastify';

/** The query, with repeated parameters reduced to their first value. */
export function queryOf(request: FastifyRequest): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(request.query as Record<string, string | string[]>).map(([name, value]) => [
      name,
      Array.isArray(value) ? value[0] : value,
    ]),
  );
}

export interface PagePlace {
  readonly page: number;
  readonly perPage: number;
}

/** GitHub corrects what is out of range silently: 30 a page by default, 100 at most. */
export function pagePlace(request: FastifyRequest): PagePlace {
  const query = queryOf(request);
  return { page: Math.max(1, whole(query['page']) ?? 1), perPage: perPageOf(request) };
}

export function perPageOf(request: FastifyRequest): number {
  const perPage = whole(queryOf(request)['per_page']) ?? 30;
  return perPage < 1 ? 30 : Math.min(100, perPage);
}

/** The page's part of a list in ascending order. */
export function slicePage<T>(
  items: { readonly length: number; readonly [index: number]: T },
  { page, perPage }: PagePlace,
  direction: 'asc' | 'desc',
): T[] {
  const part: T[] = [];
  for (let at = (page - 1) * perPage; at < Math.min(page * perPage, items.length); at += 1) {
    const item = items[direction === 'asc' ? at : items.length - 1 - at];
    if (item !== undefined) part.push(item);
  }
  return part;
}

/** GitHub's Link header: prev, next, last, first, each where it leads somewhere; none for a list of one page. */
export function setLinks(
  request: FastifyRequest,
  reply: FastifyReply,
  { page, perPage }: PagePlace,
  total: number,
): void {
  const last = Math.ceil(total / perPage);
  if (last <= 1 && page <= 1) return;
  const links: string[] = [];
  if (page > 1) links.push(link(request, { page: String(Math.min(page - 1, Math.max(1, last))) }, 'prev'));
  if (page < last) links.push(link(request, { page: String(page + 1) }, 'next'));
  if (page < last) links.push(link(request, { page: String(last) }, 'last'));
  if (page > 1) links.push(link(request, { page: '1' }, 'first'));
  reply.header('link', links.join(', '));
}

/** One entry of a Link header: the request's own address with other parameters. Null takes one away. */
export function link(
  request: FastifyRequest,
  parameters: Readonly<Record<string, string | null>>,
  relation: string,
): string {
  const url = new URL(request.url, `http://${request.host}`);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return `<${url.href}>; rel="${relation}"`;
}

export function sendList(reply: FastifyReply, items: readonly string[]): FastifyReply {
  return sendJson(reply, `[${items.join(',')}]`);
}

export function sendJson(reply: FastifyReply, json: string, status = 200): FastifyReply {
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').send(json);
}

function whole(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
