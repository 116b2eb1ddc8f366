import type { Json } from '@syncline/core';
import { asItem, type Item, idOf, textOf } from './item.ts';

/** Labels by name, assignees and milestone by id: the same as the edges, as values that can be mapped and written. */
export function takeTrackerFields(fields: Record<string, Json>, item: Item): void {
  const { labels, assignees, milestone } = item;
  if (Array.isArray(labels))
    fields['labels'] = distinct(labels.map((label) => textOf(label) ?? textOf(asItem(label)?.['name'])));
  if (Array.isArray(assignees)) fields['assignees'] = distinct(assignees.map(idOf));
  if (milestone !== undefined) fields['milestone'] = idOf(milestone);
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort();
}
