import type { FetchedPage, PageRequest } from '@syncline/connector-sdk';
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
  return between(field, time, null);
}

/** Made in a range whose ends are part of it; null: open on that side. */
export function createdBetween(from: string | null, to: string | null): readonly Filter[] {
  return from === null && to === null ? [] : [between('createdAt', from, to)];
}

function between(field: 'createdAt' | 'updatedAt', from: string | null, to: string | null): Filter {
  return { [field]: { operator: '<>d', values: [from ?? '', to ?? ''] } };
}

/** Where a list by time goes on: after a time, by page number among what has that time, up to the end of a window. */
export type TimeCursor = {
  readonly after?: string;
  readonly to?: string;
  readonly page: number;
};

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
  const { after: last, to = null, page = 1 } = (request.cursor ?? {}) as Partial<TimeCursor>;
  const after = last ?? request.since?.toISOString() ?? null;
  const range = after === null && to === null ? [] : [between(field, after, to)];
  const list = await workPackagesOf(client, request.scope, signal, range);
  const sortBy = [[field, 'asc']];
  const size = Math.min(request.pageSize ?? pageSize, pageSize);
  const answer = await readPageOf(client, { ...list, query: { ...list.query, sortBy } }, page, signal, size);
  if (!hasMore(answer.data, page)) return { answer, next: null };
  const newest = textOf(asItem(elementsOf(answer.data).at(-1))?.[field]);
  const hasMoved = newest !== null && (after === null || Date.parse(newest) > Date.parse(after));
  const place = hasMoved ? { after: newest, page: 1 } : { ...(after !== null && { after }), page: page + 1 };
  const next: TimeCursor = { ...place, ...(to !== null && { to }) };
  return { answer, next };
}

/** The largest page of work packages. */
export const WORK_PACKAGE_PAGE = PAGE_SIZE;
