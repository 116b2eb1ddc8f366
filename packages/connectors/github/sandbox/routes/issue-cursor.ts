import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import { link, type PagePlace, queryOf } from './paging.ts';

const DEEPEST_RECORD = 10_000;

/**
 * How github.com pages large lists of issues: `after` cursors in the Link header, `page` only for show, no `last`, and
 * plain page numbers refused beyond the first records. The cursor holds the number of the last issue seen.
 */
export function cursorPage(
  request: FastifyRequest,
  reply: FastifyReply,
  ascending: Float64Array,
  place: PagePlace,
  direction: 'asc' | 'desc',
): number[] {
  const { after, before } = queryOf(request);
  const numbers = direction === 'asc' ? ascending : ascending.toReversed();
  const isPlain = after === undefined && before === undefined;
  if (isPlain && place.page * place.perPage > DEEPEST_RECORD) {
    throw new Refusal(
      422,
      'Pagination with the page parameter is not supported for large datasets, please use cursor based pagination (after/before)',
    );
  }
  let start = (place.page - 1) * place.perPage;
  if (after !== undefined) start = numbers.indexOf(decode(after)) + 1;
  if (before !== undefined) start = Math.max(0, numbers.indexOf(decode(before)) - place.perPage);
  const part = [...numbers.subarray(start, start + place.perPage)];
  const [first] = part;
  const last = part.at(-1);
  const links: string[] = [];
  if (start > 0 && first !== undefined)
    links.push(
      link(request, { after: null, before: encode(first), page: String(Math.max(1, place.page - 1)) }, 'prev'),
    );
  if (last !== undefined && start + part.length < numbers.length)
    links.push(link(request, { before: null, after: encode(last), page: String(place.page + 1) }, 'next'));
  if (links.length > 0) reply.header('link', links.join(', '));
  return part;
}

function encode(number: number): string {
  return Buffer.from(`cursor:v2:${number}`).toString('base64');
}

function decode(cursor: string): number {
  const number = Number(Buffer.from(cursor, 'base64').toString().replace('cursor:v2:', ''));
  if (!Number.isInteger(number)) throw new Refusal(422, 'The cursor is invalid');
  return number;
}
