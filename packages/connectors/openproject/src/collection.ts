import type { FetchedPage, PageCursor, Probe, Stream } from '@syncline/connector-sdk';
import type { ApiAnswer, OpenProjectClient } from './client.ts';
import { asItem, idOf } from './item.ts';

/** Records a page. Instances give up to 1,000, fewer where an administrator says so. */
export const PAGE_SIZE = 100;

/** A list: where it is, and what of it. */
export interface List {
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
}

/** One page of a list by its number, which OpenProject calls `offset`. */
export function readPageOf(
  client: OpenProjectClient,
  { path, query }: List,
  page: number,
  signal: AbortSignal,
  pageSize = PAGE_SIZE,
): Promise<ApiAnswer> {
  return client.send({ path, query: { ...query, offset: page, pageSize } }, signal);
}

export function elementsOf(data: unknown): readonly unknown[] {
  const elements = asItem(asItem(data)?.['_embedded'])?.['elements'];
  return Array.isArray(elements) ? elements : [];
}

export function totalOf(data: unknown): number {
  const total = asItem(data)?.['total'];
  return typeof total === 'number' && Number.isSafeInteger(total) && total > 0 ? total : 0;
}

/** Whether there is more after a page. An instance may give smaller pages than were asked for. */
export function hasMore(data: unknown, page: number): boolean {
  const count = elementsOf(data).length;
  const pageSize = asItem(data)?.['pageSize'];
  const size = typeof pageSize === 'number' && pageSize > 0 ? pageSize : count;
  return count > 0 && page * size < totalOf(data);
}

/** All elements of a list that is needed whole. Lists that are not paged come whole with their first page. */
export async function allElements(client: OpenProjectClient, list: List, signal: AbortSignal): Promise<unknown[]> {
  const elements = new Map<string, unknown>();
  for (let page = 1; ; page += 1) {
    const { data } = await readPageOf(client, list, page, signal);
    const before = elements.size;
    for (const element of elementsOf(data)) elements.set(idOf(element) ?? `#${elements.size}`, element);
    // What is not paged answers the same to every number.
    if (!hasMore(data, page) || elements.size === before || elements.size >= totalOf(data))
      return [...elements.values()];
  }
}

/** All elements of a list that takes no page: what an instance, or a work package, has of a kind. */
export async function unpagedElements(
  client: OpenProjectClient,
  path: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const { data } = await client.send({ path }, signal);
  return elementsOf(data);
}

type Counted = Required<Pick<Stream<OpenProjectClient>, 'probe' | 'listedId' | 'listAhead'>>;
type ListOf = (client: OpenProjectClient, scope: string, signal: AbortSignal) => Promise<List>;

const NEWEST_FIRST = [['id', 'desc']];

/** A list from its newest record down: new ones come only at its head, so that pages can be planned from its count. */
export function newestFirst(listOf: ListOf): Counted & {
  read(client: OpenProjectClient, scope: string, cursor: PageCursor | null, signal: AbortSignal): Promise<FetchedPage>;
} {
  const sorted: ListOf = async (client, scope, signal) => {
    const { path, query } = await listOf(client, scope, signal);
    return { path, query: { ...query, sortBy: NEWEST_FIRST } };
  };
  return {
    async probe(client, scope, signal): Promise<Probe> {
      const { data, observedAt } = await readPageOf(client, await sorted(client, scope, signal), 1, signal, 1);
      return { count: totalOf(data), head: idOf(elementsOf(data)[0]), observedAt };
    },
    listedId: idOf,
    async listAhead(client, scope, head, expected, signal) {
      const list = await sorted(client, scope, signal);
      const ahead: string[] = [];
      for (let page = 1; ahead.length < expected + PAGE_SIZE; page += 1) {
        const { data } = await readPageOf(client, list, page, signal);
        for (const element of elementsOf(data)) {
          const id = idOf(element);
          if (id === head) return ahead;
          if (id !== null) ahead.push(id);
        }
        if (!hasMore(data, page)) return null;
      }
      return null;
    },
    async read(client, scope, cursor, signal) {
      const page = pageOf(cursor);
      const answer = await readPageOf(client, await sorted(client, scope, signal), page, signal);
      const next = hasMore(answer.data, page) ? { page: page + 1 } : null;
      return { raw: answer.raw, next, observedAt: answer.observedAt };
    },
  };
}

export function pageOf(cursor: PageCursor | null): number {
  const { page } = (cursor ?? {}) as { readonly page?: number };
  return page ?? 1;
}

/** The items of a raw page: of a collection or a bare list; a single object, as `fetchOne` gives it, is a page of one. */
export function parseElements(raw: Uint8Array): readonly unknown[] {
  const data: unknown = JSON.parse(decoder.decode(raw));
  if (Array.isArray(data)) return data;
  return asItem(asItem(data)?.['_embedded'])?.['elements'] === undefined ? [data] : elementsOf(data);
}

const decoder = new TextDecoder();
