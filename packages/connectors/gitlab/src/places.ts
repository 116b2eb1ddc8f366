import type { FetchedPage, PageCursor } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { GitLabClient } from './client.ts';
import { joinArray } from './join-array.ts';
import { pageOf, parseItems, readListPage, readWholeList } from './paging.ts';
import { type Place, placeIn } from './place.ts';

/** Named projects are read one by one; this many make a page. */
const NAMED_PER_PAGE = 20;

/** One page of the connection's projects: of the group with its subgroups, or of those that the settings name. */
export async function readProjectsPage(
  client: GitLabClient,
  cursor: PageCursor | null,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const { group, projects } = client.settings;
  if (projects) return readNamed(client, projects, cursor, signal);
  const parameters = { group, include_subgroups: true, order_by: 'id', sort: 'asc' };
  return readListPage(client, 'GET /groups/{group}/projects', parameters, cursor, signal);
}

export async function listProjects(client: GitLabClient, signal: AbortSignal): Promise<Place[]> {
  const places: Place[] = [];
  let cursor: PageCursor | null = null;
  do {
    const page: FetchedPage = await readProjectsPage(client, cursor, signal);
    places.push(...parseItems(page.raw).flatMap((item) => placeIn('projects', item) ?? []));
    cursor = page.next;
  } while (cursor);
  return places;
}

/** The group of the settings with all of its subgroups; none where the settings name projects alone. */
export async function listGroups(client: GitLabClient, signal: AbortSignal): Promise<Place[]> {
  const root = await readGroup(client, signal);
  if (root === null) return [];
  const parameters = { id: root.id, order_by: 'id', sort: 'asc' };
  const below = await readWholeList(client, 'GET /groups/{id}/descendant_groups', parameters, signal);
  return [root, ...below.flatMap((item) => placeIn('groups', item) ?? [])];
}

export async function readGroup(client: GitLabClient, signal: AbortSignal): Promise<Place | null> {
  const { group } = client.settings;
  if (group === undefined) return null;
  const { data } = await client.json('GET /groups/{group}', { group, with_projects: false }, signal);
  return placeIn('groups', data);
}

/**
 * The groups that have epics: none without a licence for them, of which GitLab says 403 to whoever may see the group
 * itself (https://docs.gitlab.com/api/epics/).
 */
export async function listEpicGroups(client: GitLabClient, signal: AbortSignal): Promise<Place[]> {
  const groups = await listGroups(client, signal);
  const [root] = groups;
  if (root === undefined) return [];
  try {
    await client.bytes('GET /groups/{id}/epics', { id: root.id, per_page: 1 }, signal);
    return groups;
  } catch (error) {
    if (toSynclineError(error).class === 'permission') return [];
    throw error;
  }
}

async function readNamed(
  client: GitLabClient,
  paths: readonly string[],
  cursor: PageCursor | null,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const page = pageOf(cursor);
  const bodies: Uint8Array[] = [];
  let observedAt = new Date();
  for (const path of paths.slice((page - 1) * NAMED_PER_PAGE, page * NAMED_PER_PAGE)) {
    const answer = await client.bytes('GET /projects/{path}', { path }, signal);
    if (bodies.length === 0) observedAt = answer.observedAt;
    bodies.push(answer.raw);
  }
  return { raw: joinArray(bodies), next: page * NAMED_PER_PAGE < paths.length ? { page: page + 1 } : null, observedAt };
}
