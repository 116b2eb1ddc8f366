import {
  type FetchedPage,
  linkNumber,
  linkParameter,
  type PageCursor,
  type PageRequest,
  type Probe,
} from '@syncline/connector-sdk';
import type { GitHubClient, RawAnswer } from './client.ts';

/** GitHub's largest page. */
export const PAGE_SIZE = 100;

/** The page size that was asked for, within GitHub's. */
export function perPage({ pageSize = PAGE_SIZE }: Pick<PageRequest, 'pageSize'>): number {
  return Math.min(pageSize, PAGE_SIZE);
}

type Parameters = Readonly<Record<string, unknown>>;

/** The query of a page: `page`, and `after` where GitHub's own link to it carried one (large lists go by cursor). */
export function cursorQuery(cursor: PageCursor | null): Parameters {
  if (cursor === null) return {};
  const { page, after } = cursor as { readonly page?: number; readonly after?: string };
  return { ...(page !== undefined && { page }), ...(after !== undefined && { after }) };
}

/** The cursor that GitHub's `next` link stands for, null on the last page. */
export function nextCursor(links: RawAnswer['links']): PageCursor | null {
  const page = linkNumber(links['next'], 'page');
  const after = linkParameter(links['next'], 'after');
  if (page !== null) return after === null ? { page } : { page, after };
  return after === null ? null : { after };
}

/** One page of a list, kept as bytes. */
export async function readListPage(
  client: GitHubClient,
  route: string,
  parameters: Parameters,
  cursor: PageCursor | null,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const answer = await client.bytes(route, { per_page: PAGE_SIZE, ...parameters, ...cursorQuery(cursor) }, signal);
  return { raw: answer.raw, next: nextCursor(answer.links), observedAt: answer.observedAt };
}

/** All items of a short list, page after page. */
export async function readWholeList(
  client: GitHubClient,
  route: string,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let cursor = {}; ; ) {
    const { data, links } = await client.json(route, { ...parameters, per_page: PAGE_SIZE, ...cursor }, signal);
    if (Array.isArray(data)) items.push(...data);
    const next = nextCursor(links);
    if (!next) return items;
    cursor = cursorQuery(next);
  }
}

/**
 * How many records a list has, from one page of one record: its `last` link has as many pages as there are records.
 * A large list that GitHub pages by cursor has no `last`, and refuses high page numbers: it must be followed. The
 * number of its first record, which issues and pull requests of a repository count up together, bounds the count.
 */
export async function probeList(
  client: GitHubClient,
  route: string,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<Probe> {
  const { data, links, observedAt } = await client.json(route, { ...parameters, per_page: 1 }, signal);
  const first = Array.isArray(data) ? (data[0] as { id?: number; number?: number } | undefined) : undefined;
  if (first?.id === undefined) return { count: 0, head: null, observedAt };
  const head = String(first.id);
  const last = linkNumber(links['last'], 'page');
  if (last !== null) return { count: last, head, observedAt };
  if (links['next'] === undefined) return { count: 1, head, observedAt };
  return { count: first.number ?? 1, head, observedAt, followOnly: true };
}

/** The items of a raw page; a single object, as `fetchOne` and a user's own record give it, is a page of one. */
export function parseItems(raw: Uint8Array): readonly unknown[] {
  const data: unknown = JSON.parse(decoder.decode(raw));
  return Array.isArray(data) ? data : [data];
}

const decoder = new TextDecoder();
