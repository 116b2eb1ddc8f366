import type { Json } from '@syncline/core';
import type { EntityChange } from './change-row.ts';

/** Something about a change of an item that others wait for: it is said by an event of its own, behind that of the change. */
export interface Facet {
  readonly name: 'moved' | 'assigned' | 'completed';
  readonly from: Readonly<Record<string, Json>>;
  readonly to: Readonly<Record<string, Json>>;
}

/** Where an item stands: its state, and what it lies in. */
const PLACES = new Set(
  'state status list stage column board project repository milestone sprint iteration version parent'.split(' '),
);
const PEOPLE = new Set(['assignees', 'assignee', 'owner', 'owner_id', 'responsible']);
const STATES = new Set(['state', 'status', 'status_category', 'stage', 'list', 'due_complete', 'completed']);
const DONE = new Set(['done', 'closed', 'complete', 'completed', 'resolved', 'finished']);

/** What else than "updated" is to be said of a change of an item. */
export function facetsOf({ fields, replaced }: EntityChange): Facet[] {
  const names = Object.keys(replaced);
  const facets: Facet[] = [];
  const add = (name: Facet['name'], wanted: readonly string[]): void => {
    if (wanted.length > 0) facets.push({ name, from: pick(replaced, wanted), to: pick(fields, wanted) });
  };
  add(
    'moved',
    names.filter((name) => PLACES.has(name)),
  );
  add(
    'assigned',
    names.filter((name) => PEOPLE.has(name)),
  );
  add(
    'completed',
    names.filter((name) => STATES.has(name) && isDone(fields[name]) && !isDone(replaced[name])),
  );
  return facets;
}

function isDone(value: Json | undefined): boolean {
  return value === true || (typeof value === 'string' && DONE.has(value.toLowerCase()));
}

function pick(values: Readonly<Record<string, Json>>, names: readonly string[]): Record<string, Json> {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}
