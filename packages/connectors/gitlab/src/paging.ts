import {
  type FetchedPage,
  linkNumber,
  type PageCursor,
  type PageRequest,
  parseLinkHeader,
} from '@syncline/connector-sdk';
import type { GitLabClient, Parameters, RawAnswer } from './client.ts';

/** GitLab's largest page. */
export const PAGE_SIZE = 100;

/** The page size that was asked for, within GitLab's. */
export function perPage({ pageSize = PAGE_SIZE }: Pick<PageRequest, 'pageSize'>): number {
  return Math.min(pageSize, PAGE_SIZE);
}

export function pageOf(cursor: PageCursor | null): number {
  return Number((cursor as { readonly page?: number } | null)?.page ?? 1);
}

/** The number of the next page, null on the last one. Lists of any length name it; only totals are left out of long ones. */
export function nextPage(headers: RawAnswer['headers']): number | null {
  const next = headers.get('x-next-page');
  if (next !== null) return /^\d{1,9}$/.test(next) ? Number(next) : null;
  return linkNumber(parseLinkHeader(headers.get('link'))['next'], 'page');
}

/** Records of a list; null of one longer than GitLab counts. */
export function totalIn(headers: RawAnswer['headers']): number | null {
  const total = headers.get('x-total');
  return total !== null && /^\d{1,15}$/.test(total) ? Number(total) : null;
}

/** One page of a list, kept as bytes. */
export async function readListPage(
  client: GitLabClient,
  route: string,
  parameters: Parameters,
  cursor: PageCursor | null,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const query = { ...parameters, per_page: PAGE_SIZE, page: pageOf(cursor) };
  const { raw, headers, observedAt } = await client.bytes(route, query, signal);
  const next = nextPage(headers);
  return { raw, next: next === null ? null : { page: next }, observedAt };
}

/** All items of a short list, page after page. */
export async function readWholeList(
  client: GitLabClient,
  route: string,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let page: number | null = 1; page !== null; ) {
    const { data, headers } = await client.json(route, { ...parameters, per_page: PAGE_SIZE, page }, signal);
    if (Array.isArray(data)) items.push(...data);
    page = nextPage(headers);
  }
  return items;
}

/** The items of a raw page; a single object, as `fetchOne` gives it, is a page of one. */
export function parseItems(raw: Uint8Array): readonly unknown[] {
  const data: unknown = JSON.parse(decoder.decode(raw));
  return Array.isArray(data) ? data : [data];
}

const decoder = new TextDecoder();
