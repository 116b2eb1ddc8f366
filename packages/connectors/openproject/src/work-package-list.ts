import type { FetchedPage, PageCursor, PageRequest } from '@syncline/connector-sdk';
import type { ApiAnswer, OpenProjectClient } from './client.ts';
import { elementsOf, hasMore, type List, PAGE_SIZE, readPageOf } from './collection.ts';
import { asItem, textOf } from './item.ts';
import { projectIdOf } from './project-list.ts';

type Filter = Readonly<Record<string, { readonly operator: string; readonly values: readonly string[] }>>;

/**
 * Work packages of one project alone: its own list would show those of its subprojects as well, and without filters
 * only the open ones.
 */
export async function workPackagesOf(
  client: OpenProjectClient,
  scope: string,
  signal: AbortSignal,
  more: readonly Filter[] = [],
): Promise<List> {
  const project = { project: { operator: '=', values: [await projectIdOf(client, scope, signal)] } };
  return { path: '/work_packages', query: { filters: [project, ...more] } };
}

/** At or after a time, by which list is ordered. */
export function atOrAfter(field: 'createdAt' | 'updatedAt', time: string): Filter {
  // Between that and no end.
  return { [field]: { operator: '<>d', values: [time, ''] } };
}

interface KeysetCursor {
  readonly after: string;
  readonly page: number;
}

/**
 * One page of what was changed since a time, oldest change first, or of all, oldest first. The next page asks again from
 * the last time seen, not for page two: a record that is edited or deleted meanwhile would pull another across the border
 * between two pages, unread. Only a page whose records all have one time is followed by number. OpenProject keeps times
 * finer than the milliseconds it shows, cut off, so that border records come twice.
 */
export async function readByTime(
  client: OpenProjectClient,
  request: PageRequest,
  pageSize: number,
  signal: AbortSignal,
): Promise<{ readonly answer: ApiAnswer; readonly next: FetchedPage['next'] }> {
  const field = request.since === null ? 'createdAt' : 'updatedAt';
  const cursor = request.cursor as (PageCursor & KeysetCursor) | null;
  const after = cursor?.after ?? request.since?.toISOString() ?? null;
  const page = cursor?.page ?? 1;
  const list = await workPackagesOf(client, request.scope, signal, after === null ? [] : [atOrAfter(field, after)]);
  const sortBy = [[field, 'asc']];
  const size = Math.min(request.pageSize ?? pageSize, pageSize);
  const answer = await readPageOf(client, { ...list, query: { ...list.query, sortBy } }, page, signal, size);
  if (!hasMore(answer.data, page)) return { answer, next: null };
  const last = textOf(asItem(elementsOf(answer.data).at(-1))?.[field]);
  const hasMoved = last !== null && (after === null || Date.parse(last) > Date.parse(after));
  const next = hasMoved ? { after: last, page: 1 } : { ...(after !== null && { after }), page: page + 1 };
  return { answer, next };
}

/** The largest page of work packages. */
export const WORK_PACKAGE_PAGE = PAGE_SIZE;
