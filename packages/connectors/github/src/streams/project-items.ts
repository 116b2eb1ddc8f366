import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import { type NormalisedRecord, type Reference, SynclineError } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { addUser } from '../embedded-user.ts';
import { expressBody, expressTitle } from '../express.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, type Item, idOf, takeKeyedText, takeText, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { type ProjectScope, parseProjectScope, projectLocatorInUrl } from '../owner-scope.ts';
import { nextCursor, PAGE_SIZE, parseItems } from '../paging.ts';
import { projectFieldValues } from '../project-field-values.ts';
import { projectsRoute } from '../project-list.ts';
import { type ResolvedProject, resolveProject } from '../resolve-project.ts';
import { readOnly } from '../stream-fields.ts';
import { projectItemWrites } from '../writes/project-item-writes.ts';

/** Items of a project: an issue, a pull request or a draft, with the project's own fields. */
export const projectItems: Stream<GitHubClient> = {
  name: 'project_items',
  title: 'Project items',
  kind: 'custom:project_item',
  scopeKind: 'project',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'title', type: 'text', writable: 'create', express: expressTitle },
    { name: 'body', type: 'rich_text', notifies: true, writable: 'create', express: expressBody },
    { name: 'status', type: 'choice', writable: 'yes' },
    ...readOnly('text', 'content_type'),
    ...readOnly('instant', 'created_at', 'archived_at'),
  ],
  writes: projectItemWrites,
  async readPage(client, request, signal) {
    const scope = parseProjectScope(request.scope);
    // The cursor carries what the first page looked up, so that the others cost one call each.
    const cursor = request.cursor as { after: string; number: number; fields: string } | null;
    const { number, fields } = cursor ?? (await projectToList(client, scope, signal));
    const query = {
      login: scope.login,
      number,
      per_page: PAGE_SIZE,
      ...(fields && { fields }),
      ...(cursor && { after: cursor.after }),
    };
    const answer = await client.bytes(projectsRoute(scope, '/{number}/items'), query, signal);
    const after = (nextCursor(answer.links) as { after?: string } | null)?.after;
    return {
      raw: answer.raw,
      next: after === undefined ? null : { after, number, fields },
      observedAt: answer.observedAt,
    };
  },
  async fetchOne(client, key, signal) {
    const scope = parseProjectScope(key.scope);
    const project = await resolveProject(client, scope, signal);
    if (!project) {
      const detail = `${scope.ownerKey} shows no project ${scope.nodeId} that the settings let in`;
      return { outcome: Array.isArray(client.settings.projects) ? 'out_of_scope' : 'unreachable', detail };
    }
    const { number, fields } = project;
    const parameters = { login: scope.login, number };
    const place = {
      route: projectsRoute(scope, '/{number}/items/{id}'),
      parameters: { ...parameters, id: key.externalId, ...(fields && { fields }) },
      control: { route: projectsRoute(scope, '/{number}'), parameters },
    };
    return fetchRecord(client, key, place, signal);
  },
  parsePage: parseItems,
  normalize: normalizeProjectItem,
};

async function projectToList(client: GitHubClient, scope: ProjectScope, signal: AbortSignal): Promise<ResolvedProject> {
  const project = await resolveProject(client, scope, signal);
  if (project) return project;
  const message = `${scope.ownerKey} shows no project ${scope.nodeId}, or the settings leave it out.`;
  throw new SynclineError({ class: 'not_found', code: 'github_no_project', message });
}

function normalizeProjectItem(value: unknown): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('a project item');
  const { item, externalId, fields, diagnostics } = started;
  takeText(fields, item, 'content_type', diagnostics);
  const content = asItem(item['content']);
  let keyed: { readonly ownKey?: string } = {};
  if (content) {
    takeText(fields, content, 'title', diagnostics);
    if (item['content_type'] === 'DraftIssue') keyed = takeKeyedText(fields, content, 'body', diagnostics);
  }
  takeTime(fields, item, 'created_at', diagnostics);
  takeTime(fields, item, 'archived_at', diagnostics);
  Object.assign(fields, projectFieldValues(item['fields'], diagnostics));
  const project = projectLocatorInUrl(item['project_url']);
  const embedded: NormalisedRecord[] = [];
  return recordResult(
    {
      kind: 'custom:project_item',
      stream: 'project_items',
      externalId,
      locator: project && `${project}/items/${externalId}`,
      fields,
      references: itemReferences(item, content, project, embedded),
      relations: project ? ['created_by', 'tracks', 'part_of'] : ['created_by', 'tracks'],
      remoteUpdatedAt: utcTime(item['updated_at']),
      url: textOf(content?.['html_url']),
      ...keyed,
    },
    diagnostics,
    embedded,
  );
}

function itemReferences(
  item: Item,
  content: Item | null,
  project: string | null,
  embedded: NormalisedRecord[],
): Reference[] {
  const references: Reference[] = [];
  addUser(item['creator'], 'created_by', references, embedded);
  const stream =
    item['content_type'] === 'Issue' ? 'issues' : item['content_type'] === 'PullRequest' ? 'pull_requests' : null;
  const contentId = idOf(content);
  if (stream && contentId !== null) references.push({ relation: 'tracks', stream, externalId: contentId });
  if (project) references.push({ relation: 'part_of', stream: 'projects', externalId: null, locator: project });
  return references;
}
