import type { FetchedPage, PageCursor, PageRequest, WindowPlan } from '@syncline/connector-sdk';
import type { GitLabClient } from './client.ts';
import { asItem, type Item, textOf, utcTime } from './item.ts';
import { PAGE_SIZE, perPage } from './paging.ts';
import { parsePlace } from './place.ts';
import { boundsOf, cutRest, cutSpan, isTooFull, type TimeWindow, windowStart } from './windows.ts';
import { LIST_WORK_ITEMS, WORK_ITEM_TYPES } from './work-item-queries.ts';

/** Work items of a window, about: ten pages, read one after the other. */
const MOST = 10 * PAGE_SIZE;

/** The windows of a project's work items by time of creation. GraphQL counts them however many they are. */
export async function planWorkItemWindows(
  client: GitLabClient,
  scope: string,
  signal: AbortSignal,
): Promise<WindowPlan> {
  const newest = await lookAt(client, scope, {}, 'CREATED_DESC', signal);
  const { count, observedAt } = newest;
  if (newest.createdMs === null) return { windows: [], count: 0, observedAt };
  if (count === null || count <= MOST) return { windows: [{ window: 'start' }], count, observedAt };
  const oldest = await lookAt(client, scope, {}, 'CREATED_ASC', signal);
  const span = { oldestMs: oldest.createdMs ?? newest.createdMs, newestMs: newest.createdMs, count };
  return { windows: cutSpan(span, MOST), count, observedAt };
}

/** A page of a window, oldest first, or of what changed since a time. Of a window that is too full the rest is cut. */
export async function readWorkItemPage(
  client: GitLabClient,
  request: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const { after, from, to } = (request.cursor ?? {}) as TimeWindow & { readonly after?: string };
  const window = request.since ? null : windowStart(request.cursor);
  const { raw, count, nodes, next, observedAt } = await listWorkItems(
    client,
    request.scope,
    {
      first: perPage(request),
      after: after ?? null,
      // Cursors stand for a time and an id, so that an edit or a delete moves no border between pages.
      sort: request.since ? 'UPDATED_ASC' : 'CREATED_ASC',
      counted: window !== null,
      updatedAfter: request.since?.toISOString() ?? null,
      ...boundsFor(boundsOf(from, to)),
    },
    signal,
  );
  const split = window && next !== null ? await restOf(client, request.scope, window, { count, nodes }, signal) : null;
  if (split !== null) return { raw, next: null, split, observedAt };
  return { raw, next: next === null ? null : { ...boundsOf(from, to), after: next }, observedAt };
}

/** Null for a window that is to be followed page by page. */
async function restOf(
  client: GitLabClient,
  scope: string,
  window: TimeWindow,
  { count, nodes }: Pick<WorkItemPage, 'count' | 'nodes'>,
  signal: AbortSignal,
): Promise<PageCursor[] | null> {
  const oldestMs = createdMs(asItem(nodes.at(-1)));
  if (oldestMs === null || !isTooFull(count, MOST)) return null;
  const { createdMs: newestMs } = await lookAt(client, scope, window, 'CREATED_DESC', signal);
  return cutRest(window, { oldestMs, newestMs: newestMs ?? oldestMs, count: count && count - nodes.length }, MOST);
}

/** The first of an order of creation, with how many there are. */
async function lookAt(
  client: GitLabClient,
  scope: string,
  window: TimeWindow,
  sort: 'CREATED_ASC' | 'CREATED_DESC',
  signal: AbortSignal,
) {
  const variables = { first: 1, after: null, sort, counted: true, updatedAfter: null, ...boundsFor(window) };
  const { nodes, count, observedAt } = await listWorkItems(client, scope, variables, signal);
  return { createdMs: createdMs(asItem(nodes[0])), count, observedAt };
}

interface WorkItemPage extends Pick<FetchedPage, 'raw' | 'observedAt'> {
  readonly nodes: readonly unknown[];
  /** Null where it was not asked for. */
  readonly count: number | null;
  readonly next: string | null;
}

async function listWorkItems(
  client: GitLabClient,
  scope: string,
  variables: Item,
  signal: AbortSignal,
): Promise<WorkItemPage> {
  const all = { path: parsePlace(scope).path, types: WORK_ITEM_TYPES, ...variables };
  const { raw, data, observedAt } = await client.graphql(LIST_WORK_ITEMS, all, signal);
  const list = asItem(asItem(asItem(data)?.['project'])?.['workItems']);
  const info = asItem(list?.['pageInfo']);
  const { nodes, count } = list ?? {};
  return {
    raw,
    observedAt,
    nodes: Array.isArray(nodes) ? nodes : [],
    count: typeof count === 'number' ? count : null,
    next: info?.['hasNextPage'] === true ? textOf(info['endCursor']) : null,
  };
}

function boundsFor({ from, to }: TimeWindow) {
  return { createdAfter: from ?? null, createdBefore: to ?? null };
}

function createdMs(item: Item | null): number | null {
  const time = Date.parse(utcTime(item?.['createdAt']) ?? '');
  return Number.isNaN(time) ? null : time;
}
