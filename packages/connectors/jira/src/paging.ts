import type { FetchedPage, PageCursor } from '@syncline/connector-sdk';
import type { JiraAnswer } from './client.ts';
import { asItem } from './item.ts';

export interface OffsetPlace {
  readonly startAt: number;
  readonly maxResults: number;
}

/** Where an offset list is read from. */
export function offsetPlace(cursor: PageCursor | null, maxResults: number): OffsetPlace {
  const { startAt = 0 } = (cursor ?? {}) as { readonly startAt?: number };
  return { startAt, maxResults };
}

/** A page of a list in Jira's usual envelope: `{ startAt, maxResults, total?, isLast, values }`. */
export function offsetPage(answer: JiraAnswer, place: OffsetPlace): FetchedPage {
  const body = asItem(answer.data);
  const count = Array.isArray(body?.['values']) ? body['values'].length : 0;
  // Jira may give fewer than asked for, so that only its own word or an empty page is the end.
  const isLast = count === 0 || body?.['isLast'] === true;
  return {
    raw: answer.raw,
    next: isLast ? null : { startAt: place.startAt + count },
    observedAt: answer.observedAt,
  };
}

/** All values of an offset list, for what is needed whole. */
export async function allValues(
  read: (place: OffsetPlace) => Promise<JiraAnswer>,
  maxResults: number,
): Promise<unknown[]> {
  const values: unknown[] = [];
  for (let cursor: PageCursor | null = null; ; ) {
    const place: OffsetPlace = offsetPlace(cursor, maxResults);
    const answer = await read(place);
    values.push(...parseValues(answer.raw));
    cursor = offsetPage(answer, place).next;
    if (cursor === null) return values;
  }
}

/** The items of a raw page: of the envelope or of a bare list; a single object, as `fetchOne` gives it, is a page of one. */
export function parseValues(raw: Uint8Array): readonly unknown[] {
  const data: unknown = JSON.parse(decoder.decode(raw));
  if (Array.isArray(data)) return data;
  const values = asItem(data)?.['values'];
  return Array.isArray(values) ? values : [data];
}

const decoder = new TextDecoder();
