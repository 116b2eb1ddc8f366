import type { FetchedPage, PageCursor, Scope } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { GitHubClient } from './client.ts';
import { asItem, type Item, idOf, textOf } from './item.ts';
import { joinArray } from './join-array.ts';
import { formatProjectScope, type OwnerScope, type ProjectScope, parseOwnerScope } from './owner-scope.ts';
import { parseItems, readListPage } from './paging.ts';

/** `GET /orgs/acme/projectsV2`, or of a user: the same API at two places. */
export function projectsRoute(owner: OwnerScope, rest = '', method = 'GET'): string {
  return `${method} /${owner.type}s/{login}/projectsV2${rest}`;
}

/** One page of the projects that the settings let in. */
export async function readProjectsPage(
  client: GitHubClient,
  ownerKey: string,
  cursor: PageCursor | null,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const owner = parseOwnerScope(ownerKey);
  const wanted = client.settings.projects ?? true;
  if (wanted === true) return readListPage(client, projectsRoute(owner), { login: owner.login }, cursor, signal);
  const bodies: Uint8Array[] = [];
  let observedAt = new Date();
  for (const number of wanted === false ? [] : wanted) {
    const answer = await client.bytes(projectsRoute(owner, '/{number}'), { login: owner.login, number }, signal);
    bodies.push(answer.raw);
    observedAt = answer.observedAt;
  }
  return { raw: joinArray(bodies), next: null, observedAt };
}

/** A project as people and requests name it. */
interface ListedProject {
  readonly scope: ProjectScope;
  readonly number: number;
  readonly title: string;
}

/** The projects that the settings let in. */
export async function listProjects(client: GitHubClient, signal: AbortSignal): Promise<readonly ListedProject[]> {
  const { key } = await client.owner(signal);
  const projects: ListedProject[] = [];
  await eachProject(client, key, signal, (project) => {
    const [nodeId, number] = [textOf(project['node_id']), project['number']];
    if (nodeId !== null && idOf(project) !== null && typeof number === 'number')
      projects.push({
        scope: { ...parseOwnerScope(key), ownerKey: key, nodeId },
        number,
        title: textOf(project['title']) ?? nodeId,
      });
    return false;
  });
  return projects;
}

/** The projects that the settings let in, as scopes. */
export async function listProjectScopes(client: GitHubClient, signal: AbortSignal): Promise<readonly Scope[]> {
  const projects = await listProjects(client, signal);
  return projects.map(({ scope, title }) => ({ key: formatProjectScope(scope.ownerKey, scope.nodeId), title }));
}

/** The number that requests need for a project scope; null when no project that the settings let in is this one. */
export async function findProjectNumber(
  client: GitHubClient,
  scope: ProjectScope,
  signal: AbortSignal,
): Promise<number | null> {
  const wanted = client.settings.projects;
  if (Array.isArray(wanted)) {
    for (const number of wanted) if ((await nodeIdOf(client, scope, number, signal)) === scope.nodeId) return number;
    return null;
  }
  let number: unknown;
  await eachProject(client, scope.ownerKey, signal, (project) => {
    if (project['node_id'] !== scope.nodeId) return false;
    number = project['number'];
    return true;
  });
  return typeof number === 'number' ? number : null;
}

/** Null for a project that is not there: that the settings name it does not keep the others from being found. */
async function nodeIdOf(
  client: GitHubClient,
  owner: OwnerScope,
  number: number,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const { data } = await client.json(projectsRoute(owner, '/{number}'), { login: owner.login, number }, signal);
    return textOf(asItem(data)?.['node_id']);
  } catch (error) {
    if (toSynclineError(error).class === 'not_found') return null;
    throw error;
  }
}

async function eachProject(
  client: GitHubClient,
  ownerKey: string,
  signal: AbortSignal,
  visit: (project: Item) => boolean,
): Promise<void> {
  let cursor: PageCursor | null = null;
  do {
    const page: FetchedPage = await readProjectsPage(client, ownerKey, cursor, signal);
    for (const value of parseItems(page.raw)) {
      const project = asItem(value);
      if (project && visit(project)) return;
    }
    cursor = page.next;
  } while (cursor);
}
