import type { CreateRequest, CreateSearch, StreamWrites, Written } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { asItem, idOf } from '../item.ts';
import { allValues } from '../paging.ts';
import { checkedId, projectRef, projectTerm } from '../scopes.ts';

type Fields = Readonly<Record<string, Json>>;

/** A version has no room for our key, but its name is unique in its project: that is what it is found again by. */
export const versionWrites: StreamWrites<JiraClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createLagMs: 5_000,
  create: createVersion,
  findCreated: findVersion,
  async update(client, { key, fields }, signal): Promise<Written> {
    const { raw } = await client.platform(
      (api, via) => api.updateVersion(via, { id: checkedId(key.externalId), body: versionBody(fields) }),
      signal,
    );
    return { key, raw };
  },
};

async function createVersion(client: JiraClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const projectId = await projectIdOf(client, request.scope, signal);
  const body = { ...versionBody(request.fields), projectId };
  const { raw, data } = await client.platform((api, via) => api.createVersion(via, body), signal);
  return { ...written(idOf(data) ?? '', request.scope), raw };
}

/** The list of a project's versions is read from where they are written: nothing lags. */
async function findVersion(client: JiraClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  const projectIdOrKey = projectTerm(search.scope);
  const versions = await allValues(
    (place) =>
      client.platform((api, via) => api.getProjectVersionsPaginated(via, { projectIdOrKey, ...place }), signal),
    50,
  );
  const id = idOf(versions.find((version) => asItem(version)?.['name'] === search.fields['name']));
  return id === null ? null : written(id, search.scope);
}

async function projectIdOf(client: JiraClient, scope: string, signal: AbortSignal): Promise<number> {
  const ref = projectRef(scope);
  if ('id' in ref) return Number(ref.id);
  const { data } = await client.platform((api, via) => api.getProject(via, { projectIdOrKey: ref.key }), signal);
  return Number(checkedId(idOf(data) ?? ''));
}

function written(id: string, scope: string): Written {
  return { key: { externalId: checkedId(id), locator: `versions/${id}`, scope }, raw: null };
}

/** Only what is given changes; a null empties a date, which the types of jira.js do not know. */
function versionBody(fields: Fields): Record<string, never> {
  const {
    name,
    description,
    state,
    start_date: startDate,
    release_date: releaseDate,
  } = fields as {
    readonly [field: string]: Json | undefined;
  };
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description: description ?? '' }),
    ...(startDate !== undefined && { startDate }),
    ...(releaseDate !== undefined && { releaseDate }),
    ...(state !== undefined && stateFlags(state)),
  } as Record<string, never>;
}

function stateFlags(state: Json): { readonly released: boolean; readonly archived: boolean } {
  if (state === 'unreleased' || state === 'released' || state === 'archived')
    return { released: state === 'released', archived: state === 'archived' };
  throw new SynclineError({
    class: 'invalid',
    code: 'jira_unknown_state',
    message: `A version is unreleased, released or archived, not ${JSON.stringify(state)}`,
    field: 'state',
    choices: ['unreleased', 'released', 'archived'],
  });
}
