import type { Json } from '@syncline/core';
import { asItem, type Item, idOf, textOf } from './item.ts';
import type { RepositoryScope } from './repository-scope.ts';

/** Labels by name, assignees, milestone and repository by id: the same as the edges, as values that can be mapped. */
export function takeTrackerFields(fields: Record<string, Json>, item: Item, repository: RepositoryScope): void {
  const { labels, assignees, milestone } = item;
  fields['repository'] = repository.id;
  if (Array.isArray(labels))
    fields['labels'] = distinct(labels.map((label) => textOf(label) ?? textOf(asItem(label)?.['name'])));
  if (Array.isArray(assignees)) fields['assignees'] = distinct(assignees.map(idOf));
  if (milestone !== undefined) fields['milestone'] = idOf(milestone);
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort();
}
