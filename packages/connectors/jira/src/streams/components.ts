import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { accountIdOf } from '../embedded-user.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, idOf, requireText, takeText } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { offsetPage, offsetPlace, parseValues } from '../paging.ts';
import { belongsToProject } from '../project-edge.ts';
import { checkedId, projectTerm } from '../scopes.ts';

const PAGE_SIZE = 50;

/** Components of a project. Jira sends no webhooks of them. */
export const components: Stream<JiraClient> = {
  name: 'components',
  title: 'Components',
  kind: 'component',
  scopeKind: 'project',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'description', type: 'text', writable: 'no' },
    { name: 'lead', type: 'reference', writable: 'no', references: 'users' },
  ],
  async readPage(client, request, signal) {
    const place = offsetPlace(request.cursor, PAGE_SIZE);
    const projectIdOrKey = projectTerm(request.scope);
    const answer = await client.platform(
      (api, via) => api.getProjectComponentsPaginated(via, { projectIdOrKey, ...place, orderBy: 'name' }),
      signal,
    );
    return offsetPage(answer, place);
  },
  fetchOne: (client, key, signal) =>
    fetchRecord({
      name: `component ${key.externalId}`,
      read: () => client.platform((api, via) => api.getComponent(via, { id: checkedId(key.externalId) }), signal),
      control: () =>
        client.platform((api, via) => api.getProject(via, { projectIdOrKey: projectTerm(key.scope) }), signal),
    }),
  parsePage: parseValues,
  normalize: normalizeComponent,
};

function normalizeComponent(value: unknown, scope: string): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a component');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics);
  takeText(fields, item, 'description', diagnostics);
  if (item['lead'] !== undefined) fields['lead'] = accountIdOf(item['lead']);
  return recordResult(
    {
      kind: 'component',
      stream: 'components',
      externalId,
      locator: `components/${externalId}`,
      fields,
      ...belongsToProject(item['projectId'], scope),
      remoteUpdatedAt: null,
      url: null,
    },
    diagnostics,
  );
}
