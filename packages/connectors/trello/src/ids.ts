import { SynclineError } from '@syncline/core';

/** Ids are those of MongoDB: 24 hex digits, of which the first eight are the second in which the object was made. */
const ID = /^[0-9a-f]{24}$/;

export function isTrelloId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

/** An id for an address. */
export function checkedId(id: string): string {
  if (ID.test(id)) return id;
  throw new SynclineError({
    class: 'invalid',
    code: 'trello_no_id',
    message: `Trello has no record with the id "${id.slice(0, 40)}"`,
  });
}

/** When the object of an id was made, ISO 8601, to the second. */
export function madeAt(id: string): string {
  return new Date(secondOf(id) * 1_000).toISOString();
}

/** The lowest id of the second at `timeMs`. */
export function firstIdAt(timeMs: number): string {
  return idOfSecond(Math.max(0, Math.floor(timeMs / 1_000)));
}

/** The lowest id of the second after that of an id. */
export function firstIdAfterSecondOf(id: string): string {
  return idOfSecond(secondOf(id) + 1);
}

/** The lowest id of the second of an id. */
export function firstIdInSecondOf(id: string): string {
  return idOfSecond(secondOf(id));
}

function secondOf(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16);
}

function idOfSecond(second: number): string {
  return Math.min(second, 0xffffffff).toString(16).padStart(8, '0').padEnd(24, '0');
}
