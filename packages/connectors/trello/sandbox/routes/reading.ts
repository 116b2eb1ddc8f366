import type { FastifyRequest } from 'fastify';
import { notFound, Refusal } from '../changes/refusal.ts';
import type { SandboxBoard, SandboxCard } from '../model/records.ts';
import type { World } from '../model/world.ts';

export type Query = Readonly<Record<string, string | undefined>>;

export function param(request: FastifyRequest, name: string): string {
  return (request.params as Readonly<Record<string, string>>)[name] ?? '';
}

export function queryOf(request: FastifyRequest): Query {
  return (request.query ?? {}) as Query;
}

/** What a request wants: Trello takes it from the body or from the query. */
export function wanted(request: FastifyRequest): Readonly<Record<string, unknown>> {
  const { key: _key, token: _token, ...query } = queryOf(request);
  return { ...query, ...((request.body ?? {}) as Record<string, unknown>) };
}

/** A board that may be seen, by its id or short name. */
export function boardAt(world: World, term: string): SandboxBoard {
  const board = world.board(term);
  if (!board) throw notFound();
  guardBoard(world, board.id);
  return board;
}

export function cardAt(world: World, id: string): SandboxCard {
  const isShort = /^[A-Za-z0-9]{8}$/.test(id);
  const card = isShort ? [...world.cards.values()].find(({ shortLink }) => shortLink === id) : world.cards.get(id);
  if (!card) throw notFound();
  guardBoard(world, card.boardId);
  return card;
}

/** Anything that is on a board. */
export function at<Value extends { readonly boardId: string }>(
  world: World,
  all: Map<string, Value>,
  id: string,
): Value {
  const value = all.get(id);
  if (!value) throw notFound();
  guardBoard(world, value.boardId);
  return value;
}

function guardBoard(world: World, boardId: string): void {
  if (world.hidden.has(boardId)) throw new Refusal(401, 'unauthorized permission requested');
}

/** Part of a list by `before`, `since` and `limit`, newest first: borders are ids or times, and are not in it. */
export function pageOf<Value extends { readonly id: string }>(
  values: readonly Value[],
  query: Query,
  most: number,
): Value[] {
  const { before, since, limit } = query;
  const [top, bottom] = [borderOf(before), borderOf(since)];
  const count = limit === undefined ? most : Number(limit);
  if (!Number.isInteger(count) || count < 0 || count > 1_000) throw new Refusal(400, 'invalid value for limit');
  return values
    .filter(({ id }) => (top === null || id < top) && (bottom === null || id > bottom))
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, count);
}

function borderOf(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  if (/^[0-9a-f]{24}$/.test(value)) return value;
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new Refusal(400, 'invalid date');
  return Math.max(0, Math.min(Math.floor(time / 1_000), 0xffffffff))
    .toString(16)
    .padStart(8, '0')
    .padEnd(24, '0');
}
