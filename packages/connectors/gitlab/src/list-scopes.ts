import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { GitLabClient } from './client.ts';
import { formatPlace, type Place } from './place.ts';
import { listEpicGroups, listGroups, listProjects, readGroup } from './places.ts';

/** The scope of what belongs to the connection as a whole: its projects. */
const ACCOUNT: Scope = { key: 'account', title: 'All projects' };

/** The places that streams are read from. */
export async function listGitLabScopes(
  client: GitLabClient,
  kind: string,
  signal: AbortSignal,
): Promise<readonly Scope[]> {
  switch (kind) {
    case 'account':
      return [ACCOUNT];
    case 'project':
      return (await listProjects(client, signal)).map(scopeOf);
    // What projects and their groups have alike: labels, milestones.
    case 'place':
      return [...(await listGroups(client, signal)), ...(await listProjects(client, signal))].map(scopeOf);
    case 'epics':
      return (await listEpicGroups(client, signal)).map(scopeOf);
    case 'commented':
      return [...(await listProjects(client, signal)), ...(await listEpicGroups(client, signal))].map(scopeOf);
    case 'members': {
      const group = await readGroup(client, signal);
      return (group ? [group] : await listProjects(client, signal)).map(scopeOf);
    }
    default:
      throw new SynclineError({
        class: 'invalid',
        code: 'gitlab_no_scope_kind',
        message: `GitLab has no scopes of the kind ${kind}.`,
      });
  }
}

function scopeOf(place: Place): Scope {
  return { key: formatPlace(place), title: place.path };
}
