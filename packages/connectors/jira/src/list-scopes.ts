import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { JiraClient } from './client.ts';
import { asItem, idOf, textOf } from './item.ts';
import { allValues } from './paging.ts';
import { listProjects } from './project-list.ts';
import { formatBoardScope, SITE_SCOPE } from './scopes.ts';

/** The places that streams are read from: the site, its projects, their boards. */
export async function listJiraScopes(client: JiraClient, kind: string, signal: AbortSignal): Promise<readonly Scope[]> {
  switch (kind) {
    case 'site':
      return [{ key: SITE_SCOPE, title: 'Site' }];
    case 'project':
      return (await listProjects(client, signal)).map(({ id, key, name }) => ({ key: id, title: `${key} (${name})` }));
    case 'board':
      return listBoards(client, signal);
    default:
      throw new SynclineError({
        class: 'invalid',
        code: 'jira_no_scope_kind',
        message: `Jira has no scopes of the kind ${kind}.`,
      });
  }
}

/** Scrum boards: those of other kinds have no sprints. A board of several projects is listed once. */
export async function listBoards(client: JiraClient, signal: AbortSignal): Promise<readonly Scope[]> {
  const boards = new Map<string, Scope>();
  for (const project of client.settings.projects ?? [undefined]) {
    const values = await allValues(
      (place) =>
        client.agile(
          (api, via) =>
            api.getAllBoards(via, {
              ...place,
              type: 'scrum',
              ...(project !== undefined && { projectKeyOrId: project }),
            }),
          signal,
        ),
      50,
    );
    for (const value of values) {
      const id = idOf(value);
      if (id === null) continue;
      const key = formatBoardScope(id);
      boards.set(key, { key, title: textOf(asItem(value)?.['name']) ?? key });
    }
  }
  return [...boards.values()];
}
