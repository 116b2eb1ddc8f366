import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { accountIdOf, addUser } from '../embedded-user.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, idOf, requireText, takeFlag, takeText, textOf } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { offsetPage, offsetPlace, parseValues } from '../paging.ts';
import { PROJECT_PAGE, readProjects } from '../project-list.ts';
import { checkedId } from '../scopes.ts';

/** Projects of the site: those that the settings name, or all that the token can browse. */
export const projects: Stream<JiraClient> = {
  name: 'projects',
  title: 'Projects',
  kind: 'project',
  scopeKind: 'site',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PROJECT_PAGE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'key', type: 'text', writable: 'no' },
    { name: 'description', type: 'text', writable: 'no' },
    { name: 'lead', type: 'reference', writable: 'no', references: 'users' },
    { name: 'project_type', type: 'choice', writable: 'no' },
    { name: 'archived', type: 'boolean', writable: 'no' },
  ],
  async readPage(client, request, signal) {
    const place = offsetPlace(request.cursor, PROJECT_PAGE);
    return offsetPage(await readProjects(client, place, signal), place);
  },
  // 404 is what Jira says of projects that may not be seen, too: only its delete event is proof.
  fetchOne: (client, key, signal) =>
    fetchRecord({
      name: `project ${key.locator ?? key.externalId}`,
      read: () =>
        client.platform((api, via) => api.getProject(via, { projectIdOrKey: checkedId(key.externalId) }), signal),
    }),
  parsePage: parseValues,
  normalize: normalizeProject,
};

function normalizeProject(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a project');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  const references: Reference[] = [];
  const embedded: NormalisedRecord[] = [];
  requireText(fields, item, 'name', diagnostics);
  requireText(fields, item, 'key', diagnostics);
  takeText(fields, item, 'description', diagnostics);
  takeText(fields, item, 'projectTypeKey', diagnostics, 'project_type');
  takeFlag(fields, item, 'archived', diagnostics);
  if (item['lead'] !== undefined) {
    fields['lead'] = accountIdOf(item['lead']);
    addUser(item['lead'], 'assigned_to', references, embedded);
  }
  const key = textOf(item['key']);
  const site = /^(https?:\/\/[^/]+)\/rest\/api\//.exec(textOf(item['self']) ?? '')?.[1];
  return recordResult(
    {
      kind: 'project',
      stream: 'projects',
      externalId,
      locator: key,
      fields,
      references,
      relations: item['lead'] === undefined ? [] : ['assigned_to'],
      remoteUpdatedAt: null,
      url: site === undefined || key === null ? null : `${site}/browse/${key}`,
    },
    diagnostics,
    embedded,
  );
}
