import type { CreateRequest, CreateSearch, StreamWrites, Written } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { expressTitle } from '../express.ts';
import { asItem, type Item, idOf, textOf } from '../item.ts';
import { splitOwnKey } from '../own-key.ts';
import { type ProjectScope, parseProjectScope } from '../owner-scope.ts';
import { readWholeList } from '../paging.ts';
import { findProjectNumber, projectsRoute } from '../project-list.ts';
import { type ProjectField, readProjectFields } from '../resolve-project.ts';
import { afterCreate } from './after-create.ts';
import { projectFieldChanges } from './project-field-changes.ts';
import { removeAt } from './remove-at.ts';
import { keyedText } from './tracker-parameters.ts';

/**
 * An issue is put into a project, which has it once however often that is asked; what tracks no issue becomes a draft
 * with our key in its text. REST changes the project's own fields alone: a draft's title and text only a create sets.
 */
export const projectItemWrites: StreamWrites<GitHubClient> = {
  concurrency: 'compare',
  creates: 'scan',
  // Fields of the project are set of an item that is there.
  carriedByCreate: (field) => field === 'title' || field === 'body',
  parents: [{ relation: 'tracks', stream: 'issues', required: false }],
  async create(client, request, signal) {
    const project = await openProject(client, request.scope, signal);
    // Looked up before anything is made: a value that the project does not offer refuses the create as a whole.
    const changes = projectFieldChanges(project.fields, request.fields);
    const id = idOf(await makeItem(client, project, request, signal));
    if (id === null)
      throw new SynclineError({
        class: 'partial',
        code: 'github_no_id',
        message: 'GitHub answered the create of a project item without an id',
      });
    return afterCreate(`The item ${id}`, signal, async () => {
      await project.change(id, changes, signal);
      return project.written(id, request.scope, signal);
    });
  },
  async findCreated(client, search, signal) {
    const project = await openProject(client, search.scope, signal);
    const items = await readWholeList(client, projectsRoute(project.scope, '/{number}/items'), project.place, signal);
    const id = idOf(items.map(asItem).find((item) => item !== null && isWanted(item, search)));
    return id === null ? null : project.written(id, search.scope, signal);
  },
  async update(client, request, signal) {
    const { externalId, scope } = request.key;
    const project = await openProject(client, scope, signal);
    await project.change(externalId, projectFieldChanges(project.fields, request.fields), signal);
    return project.written(externalId, scope, signal);
  },
  async remove(client, key, signal) {
    const scope = parseProjectScope(key.scope);
    const number = await findProjectNumber(client, scope, signal);
    if (number === null) return;
    const route = projectsRoute(scope, '/{number}/items/{id}', 'DELETE');
    await removeAt(client, route, { login: scope.login, number, id: key.externalId }, signal);
  },
};

interface OpenProject {
  readonly scope: ProjectScope;
  readonly place: { readonly login: string; readonly number: number };
  readonly fields: readonly ProjectField[];
  change(id: string, changes: readonly object[], signal: AbortSignal): Promise<void>;
  /** The item as a single read shows it. */
  written(id: string, scopeKey: string, signal: AbortSignal): Promise<Written>;
}

async function openProject(client: GitHubClient, scopeKey: string, signal: AbortSignal): Promise<OpenProject> {
  const scope = parseProjectScope(scopeKey);
  const number = await findProjectNumber(client, scope, signal);
  if (number === null)
    throw new SynclineError({
      class: 'not_found',
      code: 'github_no_project',
      message: `${scope.ownerKey} shows no project ${scope.nodeId}, or the settings leave it out.`,
    });
  const fields = await readProjectFields(client, scope, number, signal);
  const place = { login: scope.login, number };
  return {
    scope,
    place,
    fields,
    async change(id, changes, during) {
      if (changes.length === 0) return;
      const route = projectsRoute(scope, '/{number}/items/{id}', 'PATCH');
      await client.bytes(route, { ...place, id, fields: changes }, during);
    },
    async written(id, key, during) {
      const ids = fields.map((field) => field.id).join(',');
      const route = projectsRoute(scope, '/{number}/items/{id}');
      const { raw } = await client.bytes(route, { ...place, id, ...(ids && { fields: ids }) }, during);
      const locator = `${scope.ownerKey}/projectsV2/${number}/items/${id}`;
      return { key: { externalId: id, locator, scope: key }, raw };
    },
  };
}

async function makeItem(
  client: GitHubClient,
  { scope, place }: OpenProject,
  request: CreateRequest,
  signal: AbortSignal,
): Promise<unknown> {
  const tracked = request.parents['tracks'];
  if (tracked) {
    const content = { type: 'Issue', id: Number(tracked.externalId) };
    return (await client.json(projectsRoute(scope, '/{number}/items', 'POST'), { ...place, ...content }, signal)).data;
  }
  const title = expressTitle(request.fields['title'] ?? '');
  const draft = { title, body: keyedText(request.fields['body'], request.ownKey) };
  // For a user's project this one call goes by the user's id.
  const route =
    scope.type === 'org'
      ? projectsRoute(scope, '/{number}/drafts', 'POST')
      : 'POST /user/{userId}/projectsV2/{number}/drafts';
  const owner = scope.type === 'org' ? {} : { userId: await userId(client, scope.login, signal) };
  const { login, number } = place;
  const parameters = scope.type === 'org' ? { login, number } : { number };
  return (await client.json(route, { ...parameters, ...owner, ...draft }, signal)).data;
}

async function userId(client: GitHubClient, login: string, signal: AbortSignal): Promise<string | null> {
  return idOf((await client.json('GET /users/{login}', { login }, signal)).data);
}

function isWanted(item: Item, search: CreateSearch): boolean {
  const tracked = search.parents['tracks'];
  const content = asItem(item['content']);
  if (tracked) return item['content_type'] === 'Issue' && idOf(content) === tracked.externalId;
  return splitOwnKey(textOf(content?.['body']) ?? '').ownKey === search.ownKey;
}
