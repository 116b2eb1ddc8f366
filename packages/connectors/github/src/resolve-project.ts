import type { GitHubClient } from './client.ts';
import { asItem, idOf } from './item.ts';
import type { ProjectScope } from './owner-scope.ts';
import { isProjectsOwnField } from './project-field-values.ts';
import { findProjectNumber, projectsRoute } from './project-list.ts';

/** What requests for the items of a project need. */
export interface ResolvedProject {
  readonly number: number;
  /** The ids of its own fields, as the `fields` parameter takes them: without it GitHub shows an item's title alone. */
  readonly fields: string;
}

/** Looks a project scope up; null when no project that the settings let in is this one. */
export async function resolveProject(
  client: GitHubClient,
  scope: ProjectScope,
  signal: AbortSignal,
): Promise<ResolvedProject | null> {
  const number = await findProjectNumber(client, scope, signal);
  if (number === null) return null;
  const { data } = await client.json(
    projectsRoute(scope, '/{number}/fields'),
    { login: scope.login, number, per_page: 100 },
    signal,
  );
  const own = Array.isArray(data) ? data.filter((field) => isProjectsOwnField(asItem(field)?.['data_type'])) : [];
  return { number, fields: own.map(idOf).join(',') };
}
