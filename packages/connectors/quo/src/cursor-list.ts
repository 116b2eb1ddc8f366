import type { FetchedPage, PageCursor } from '@syncline/connector-sdk';
import type { ApiAnswer, QuoClient } from './client.ts';
import { asItem, textOf } from './item.ts';

/** The most of a page in the dated API, and of contacts in the first version. */
export const PAGE_SIZE = 50;

export interface DatedList {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** The cursor of the page before; null: the first page. */
  readonly after: string | null;
  readonly pageSize?: number | undefined;
}

/** A page of a list of the dated API, and the cursor of the next one. */
export async function readDated(
  client: QuoClient,
  { path, query, after, pageSize }: DatedList,
  signal: AbortSignal,
): Promise<{ readonly answer: ApiAnswer; readonly next: string | null }> {
  const limit = String(Math.min(pageSize ?? PAGE_SIZE, PAGE_SIZE));
  const answer = await client.send({ path, query: { ...query, limit, after: after ?? undefined } }, signal);
  return { answer, next: textOf(asItem(answer.data)?.['nextCursor']) || null };
}

/** A page of a list that is read one page after the other. */
export async function followPage(
  client: QuoClient,
  path: string,
  cursor: PageCursor | null,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const { answer, next } = await readDated(client, { path, after: cursorText(cursor, 'after') }, signal);
  return { raw: answer.raw, observedAt: answer.observedAt, next: next === null ? null : { after: next } };
}

export function cursorText(cursor: PageCursor | null, name: string): string | null {
  const value = cursor === null ? undefined : (cursor as Readonly<Record<string, string | number>>)[name];
  return value === undefined ? null : String(value);
}
