import type { FetchedRecord, NormalizeResult, RecordKey, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, type Item, idOf, requireText, takeDate, takeText, wrongType } from '../item.ts';
import { leftOutProject } from '../left-out.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { offsetPage, offsetPlace, parseValues } from '../paging.ts';
import { belongsToProject } from '../project-edge.ts';
import { checkedId, projectTerm } from '../scopes.ts';
import { versionWrites } from '../writes/version-writes.ts';

const PAGE_SIZE = 50;

/** Versions of a project, which are its milestones: unreleased, released, archived. */
export const versions: Stream<JiraClient> = {
  name: 'versions',
  title: 'Versions',
  kind: 'milestone',
  scopeKind: 'project',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'yes', required: true },
    { name: 'description', type: 'text', writable: 'yes' },
    { name: 'state', type: 'choice', writable: 'yes' },
    { name: 'start_date', type: 'date', writable: 'yes' },
    { name: 'release_date', type: 'date', writable: 'yes' },
  ],
  writes: versionWrites,
  async readPage(client, request, signal) {
    const place = offsetPlace(request.cursor, PAGE_SIZE);
    const projectIdOrKey = projectTerm(request.scope);
    const answer = await client.platform(
      (api, via) => api.getProjectVersionsPaginated(via, { projectIdOrKey, ...place, orderBy: 'sequence' }),
      signal,
    );
    return offsetPage(answer, place);
  },
  fetchOne: fetchVersion,
  parsePage: parseValues,
  normalize: normalizeVersion,
};

async function fetchVersion(client: JiraClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  if (client.settings.projects) {
    // A webhook of a version names its project by id alone, and comes of every project of the site.
    const { data } = await client.platform(
      (api, via) => api.getProject(via, { projectIdOrKey: projectTerm(key.scope) }),
      signal,
    );
    const detail = leftOutProject(client, asItem(data)?.['key']);
    if (detail !== null) return { outcome: 'out_of_scope', detail };
  }
  return fetchRecord({
    name: `version ${key.externalId}`,
    read: () => client.platform((api, via) => api.getVersion(via, { id: checkedId(key.externalId) }), signal),
    control: () =>
      client.platform((api, via) => api.getProject(via, { projectIdOrKey: projectTerm(key.scope) }), signal),
  });
}

function normalizeVersion(value: unknown, scope: string): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a version');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics);
  // Jira leaves out what is empty.
  takeText(fields, { description: null, ...item }, 'description', diagnostics);
  takeDate(fields, { startDate: null, ...item }, 'startDate', diagnostics, 'start_date');
  takeDate(fields, { releaseDate: null, ...item }, 'releaseDate', diagnostics, 'release_date');
  const state = stateOf(item);
  if (state === null) diagnostics.push(wrongType('released', 'true or false'));
  else fields['state'] = state;
  return recordResult(
    {
      kind: 'milestone',
      stream: 'versions',
      externalId,
      locator: `versions/${externalId}`,
      fields,
      ...belongsToProject(item['projectId'], scope),
      remoteUpdatedAt: null,
      url: null,
    },
    diagnostics,
  );
}

function stateOf({ archived = false, released = false }: Item): string | null {
  if (typeof archived !== 'boolean' || typeof released !== 'boolean') return null;
  return archived ? 'archived' : released ? 'released' : 'unreleased';
}
