import type { GitHubClient } from './client.ts';
import { asItem, idOf } from './item.ts';
import type { ProjectScope } from './owner-scope.ts';
import { isProjectsOwnField } from './project-field-values.ts';
import { projectNumber, projectsRoute } from './project-list.ts';

/**
 * A project's number, and the ids of its own fields as the `fields` parameter takes them: without that parameter
 * GitHub shows an item's title alone. Empty when the project has none.
 */
export async function resolveProject(
  client: GitHubClient,
  scope: ProjectScope,
  signal: AbortSignal,
): Promise<{ number: number; fields: string }> {
  const number = await projectNumber(client, scope, signal);
  const { data } = await client.json(
    projectsRoute(scope, '/{number}/fields'),
    { login: scope.login, number, per_page: 100 },
    signal,
  );
  const own = Array.isArray(data) ? data.filter((field) => isProjectsOwnField(asItem(field)?.['data_type'])) : [];
  return { number, fields: own.map(idOf).join(',') };
}
