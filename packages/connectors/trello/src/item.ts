import { asItem, type Item, itemTakers, sortedSet } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { isTrelloId } from './ids.ts';

export { asItem, type Item, sortedSet, textOf, utcTime } from '@syncline/connector-sdk';

export const { takeFlag, takeNumber, takeTime, requireText, missing, wrongType } = itemTakers({
  id: 'trello',
  title: 'Trello',
});

type Fields = Record<string, Json>;

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An object's id; null when it is none. */
export function idOf(value: unknown): string | null {
  const id = asItem(value)?.['id'];
  return isTrelloId(id) ? id : null;
}

/** A member that holds an id; null when it holds none. */
export function idIn(item: Item | null, key: string): string | null {
  const id = item?.[key];
  return isTrelloId(id) ? id : null;
}

/** The ids in a member that is a list of them; null when it is no list. */
export function idsIn(item: Item, key: string): string[] | null {
  const ids = item[key];
  return Array.isArray(ids) ? sortedSet(ids.filter(isTrelloId)) : null;
}

/**
 * The takers below copy one member into canonical fields: absent stays absent (not shown), null stays null (an
 * explicit empty), and what has the wrong type is left out with a warning.
 */
export function takeText(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  // Trello has no null for a text that is not there.
  if (typeof value === 'string' || value === null) fields[as] = value === '' ? null : value;
  else if (value !== undefined) diagnostics.push(wrongType(key, 'a text'));
}

/** Closed, which is archived: a state, at Trello as everywhere. */
export function takeState(fields: Fields, item: Item, diagnostics: Diagnostic[]): void {
  const { closed } = item;
  if (typeof closed !== 'boolean') return void diagnostics.push(missing('closed', 'true or false'));
  fields['closed'] = closed;
  fields['state'] = closed ? 'closed' : 'open';
}
