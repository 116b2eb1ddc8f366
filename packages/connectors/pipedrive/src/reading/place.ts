import type { PageCursor } from '@syncline/connector-sdk';
import { textOf } from '../item.ts';

/** Where a read of version 2 stands. */
export interface Place {
  /** Which of the stream's lists. */
  readonly list: number;
  /** What was changed at this time and later, and before the other one, as the vendor is asked; empty: open. */
  readonly from: string;
  readonly to: string;
  /** Where the window has ended since: a part of it was split off. Empty: where it is asked to. */
  readonly before: string;
  /** Pipedrive's own word for how far it is. */
  readonly cursor: string;
  /** How often the window was split already; -1: not to be. */
  readonly depth: number;
  /** When the backfill was planned: up to where an open window can be split. */
  readonly now: string;
}

export function placeFrom(cursor: PageCursor): Place {
  const member = (name: string): unknown => (cursor as Readonly<Record<string, unknown>>)[name];
  const text = (name: string) => textOf(member(name)) ?? '';
  const whole = (name: string) => (Number.isSafeInteger(member(name)) ? (member(name) as number) : 0);
  return {
    list: whole('list'),
    from: text('from'),
    to: text('to'),
    before: text('before'),
    cursor: text('cursor'),
    depth: whole('depth'),
    now: text('now'),
  };
}

export function windowCursor(place: Place): PageCursor {
  return { ...place };
}

/** Whole seconds, as `updated_since` takes them: with a fraction it is refused. */
export function wholeSecond(time: Date | number): string {
  return `${new Date(Math.floor(Number(time) / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
}
