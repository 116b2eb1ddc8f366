import type { ApiAnswer, OpenProjectClient } from './client.ts';
import { allElements } from './collection.ts';
import { asItem, idOf, textOf } from './item.ts';
import { projectTerm } from './scopes.ts';

/** A project by its id or identifier. */
export function readProject(client: OpenProjectClient, term: string, signal: AbortSignal): Promise<ApiAnswer> {
  return client.send({ path: `/projects/${projectTerm(term)}` }, signal);
}

export interface ProjectName {
  readonly id: string;
  readonly identifier: string;
  readonly name: string;
}

/** The projects that take part: those that the settings name, or all that the account can see. */
export async function listProjects(client: OpenProjectClient, signal: AbortSignal): Promise<readonly ProjectName[]> {
  const { projects } = client.settings;
  const found = projects
    ? await namedProjects(client, projects, signal)
    : await allElements(client, { path: '/projects', query: { filters: [], sortBy: [['id', 'asc']] } }, signal);
  return found.flatMap((value) => {
    const item = asItem(value);
    const [id, identifier] = [idOf(item), textOf(item?.['identifier'])];
    if (id === null || identifier === null) return [];
    return [{ id, identifier, name: textOf(item?.['name']) ?? identifier }];
  });
}

export async function namedProjects(
  client: OpenProjectClient,
  identifiers: readonly string[],
  signal: AbortSignal,
): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const identifier of identifiers) found.push((await readProject(client, identifier, signal)).data);
  return found;
}

/** The id of a scope's project: filters take nothing else. */
export async function projectIdOf(client: OpenProjectClient, scope: string, signal: AbortSignal): Promise<string> {
  const term = projectTerm(scope);
  if (/^\d+$/.test(term)) return term;
  const { data } = await client.once(`project/${term}`, () => readProject(client, term, signal));
  return idOf(data) ?? term;
}

/** Says so when the settings leave a project out; null when it takes part, or is not shown. */
export async function leftOutProject(
  client: OpenProjectClient,
  projectId: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  const { projects } = client.settings;
  if (projects === undefined || projectId === null) return null;
  const taken = await client.once('projects taken', async () => {
    const named = await namedProjects(client, projects, signal);
    return new Set(named.flatMap((project) => idOf(project) ?? []));
  });
  return taken.has(projectId) ? null : `project ${projectId} is not among those of the connection`;
}
