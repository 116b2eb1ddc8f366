import type { FastifyRequest } from 'fastify';
import { badQuery } from '../changes/refusal.ts';
import { query } from './reading.ts';

export interface Filter {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** The filters of a list; null where none are given, which is not the same as an empty list of them. */
export function filtersOf(request: FastifyRequest): readonly Filter[] | null {
  const text = query(request, 'filters');
  if (text === undefined) return null;
  const listed = parsed(text, 'filters');
  if (!Array.isArray(listed)) throw badQuery('Filters is invalid.');
  return listed.flatMap((one: unknown) =>
    Object.entries((one ?? {}) as Record<string, { operator?: unknown; values?: unknown }>).map(
      ([name, { operator, values }]) => {
        if (typeof operator !== 'string') throw badQuery(`Filters ${name} Operator can't be blank.`);
        return {
          name,
          operator,
          values: (Array.isArray(values) ? values : [values]).map((value) => String(value ?? '')),
        };
      },
    ),
  );
}

export interface Sorting {
  readonly by: string;
  readonly descending: boolean;
}

export function sortingOf(request: FastifyRequest, known: readonly string[]): readonly Sorting[] {
  const text = query(request, 'sortBy');
  const listed = text === undefined ? [] : parsed(text, 'sortBy');
  if (!Array.isArray(listed)) throw badQuery('Sort criteria is invalid.');
  return listed.map((pair: unknown) => {
    const [by, direction] = Array.isArray(pair) ? (pair as unknown[]) : [];
    if (typeof by !== 'string' || !known.includes(by)) throw badQuery(`Can't sort by column: ${String(by)}`);
    return { by, descending: direction === 'desc' };
  });
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badQuery(`The query parameter ${name} is no JSON.`);
  }
}

/** A time between two, either of which may be empty: `<>d`. */
export function isBetween({ operator, values }: Filter, timeMs: number): boolean {
  if (operator !== '<>d') throw badQuery(`Filters Operator ${operator} is not set to one of the allowed values.`);
  const [from = '', to = ''] = values;
  for (const bound of [from, to])
    if (bound !== '' && Number.isNaN(Date.parse(bound))) throw badQuery('Filters has an invalid date.');
  return (from === '' || timeMs >= Date.parse(from)) && (to === '' || timeMs <= Date.parse(to));
}
