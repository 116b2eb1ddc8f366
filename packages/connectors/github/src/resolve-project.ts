import type { FieldOption } from '@syncline/connector-sdk';
import type { GitHubClient } from './client.ts';
import { asItem, type Item, idOf, textOf } from './item.ts';
import type { ProjectScope } from './owner-scope.ts';
import { isProjectsOwnField, rawText } from './project-field-values.ts';
import { findProjectNumber, projectsRoute } from './project-list.ts';

/** What requests for the items of a project need. */
export interface ResolvedProject {
  readonly number: number;
  /** The ids of its own fields, as the `fields` parameter takes them: without it GitHub shows an item's title alone. */
  readonly fields: string;
}

/** A field that a project adds, with the names that it offers. */
export interface ProjectField {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  /** Options of a selection, iterations of a plan; null where any value goes. */
  readonly choices: readonly FieldOption[] | null;
}

/** Looks a project scope up; null when no project that the settings let in is this one. */
export async function resolveProject(
  client: GitHubClient,
  scope: ProjectScope,
  signal: AbortSignal,
): Promise<ResolvedProject | null> {
  const number = await findProjectNumber(client, scope, signal);
  if (number === null) return null;
  const own = await readProjectFields(client, scope, number, signal);
  return { number, fields: own.map(({ id }) => id).join(',') };
}

/** The fields that a project adds to what its items show of themselves. */
export async function readProjectFields(
  client: GitHubClient,
  scope: ProjectScope,
  number: number,
  signal: AbortSignal,
): Promise<readonly ProjectField[]> {
  const { data } = await client.json(
    projectsRoute(scope, '/{number}/fields'),
    { login: scope.login, number, per_page: 100 },
    signal,
  );
  return (Array.isArray(data) ? data : []).flatMap((value): ProjectField[] => {
    const field = asItem(value);
    const id = idOf(field);
    const [name, type] = [textOf(field?.['name']), textOf(field?.['data_type'])];
    if (id === null || name === null || type === null || !isProjectsOwnField(type)) return [];
    return [{ id: Number(id), name, type, choices: choicesOf(field) }];
  });
}

function choicesOf(field: Item | null): FieldOption[] | null {
  const configuration = asItem(field?.['configuration']);
  const offered = field?.['options'] ?? configuration?.['iterations'];
  if (!Array.isArray(offered)) return null;
  const past = configuration?.['completed_iterations'];
  return [...offered, ...(Array.isArray(past) ? past : [])].flatMap((value): FieldOption[] => {
    const choice = asItem(value);
    const id = textOf(choice?.['id']);
    const name = rawText(choice?.['name']) ?? rawText(choice?.['title']);
    return id === null || name === null ? [] : [{ id, name }];
  });
}
