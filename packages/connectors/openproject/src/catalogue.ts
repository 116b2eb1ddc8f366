import { type Json, SynclineError } from '@syncline/core';
import type { OpenProjectClient } from './client.ts';
import { allElements, unpagedElements } from './collection.ts';
import { asItem, type Item, idOf, textOf } from './item.ts';

/** Names that an administrator sets up and work packages choose from. */
type Catalogue = 'statuses' | 'priorities' | 'types' | 'categories';

/** Types and categories are those of a project. */
async function entriesOf(
  client: OpenProjectClient,
  catalogue: Catalogue,
  projectId: string | null,
  signal: AbortSignal,
): Promise<readonly Item[]> {
  const path = projectId === null ? `/${catalogue}` : `/projects/${projectId}/${catalogue}`;
  const elements = await client.once(path, () =>
    catalogue === 'categories' ? allElements(client, { path }, signal) : unpagedElements(client, path, signal),
  );
  return elements.map(asItem).filter((entry) => entry !== null);
}

/** The link to the entry of a name, told apart by its letters, not by upper and lower case. Refuses with what there is. */
export async function hrefOfName(
  client: OpenProjectClient,
  { field, catalogue, projectId }: { field: string; catalogue: Catalogue; projectId: string | null },
  value: Json,
  signal: AbortSignal,
): Promise<string | null> {
  if (value === null) return null;
  const entries = await entriesOf(client, catalogue, projectId, signal);
  const id = idOf(entries.find((entry) => isSameName(entry['name'], value)));
  if (id !== null) return client.href(`/${catalogue}/${id}`);
  const choices = entries.flatMap((entry) => textOf(entry['name']) ?? []);
  throw new SynclineError({
    class: 'invalid',
    code: 'openproject_unknown_name',
    message: `OpenProject has no ${field} called ${JSON.stringify(value)}; there are: ${choices.join(', ') || 'none'}`,
    field,
    choices,
  });
}

function isSameName(a: unknown, b: Json): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
}

/** Ids of the statuses that mean closed: a work package itself shows no more than its status' name. */
export async function closedStatusIds(client: OpenProjectClient, signal: AbortSignal): Promise<readonly string[]> {
  const statuses = await entriesOf(client, 'statuses', null, signal);
  return statuses.filter((status) => status['isClosed'] === true).flatMap((status) => idOf(status) ?? []);
}

/** Whether a type of the project is a milestone, which has one date instead of two. */
export async function isMilestoneType(
  client: OpenProjectClient,
  projectId: string,
  name: Json,
  signal: AbortSignal,
): Promise<boolean> {
  const types = await entriesOf(client, 'types', projectId, signal);
  return types.some((type) => isSameName(type['name'], name) && type['isMilestone'] === true);
}
