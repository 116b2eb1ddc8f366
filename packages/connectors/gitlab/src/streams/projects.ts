import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { GitLabClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { requireText, takeFlag, takeText, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { checkedId } from '../numbered.ts';
import { PAGE_SIZE, parseItems } from '../paging.ts';
import { readProjectsPage } from '../places.ts';
import { readOnly } from '../stream-fields.ts';

/** The projects of the connection: all of the group's and its subgroups', or those that the settings name. */
export const projects: Stream<GitLabClient> = {
  name: 'projects',
  title: 'Projects',
  kind: 'project',
  scopeKind: 'account',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    ...readOnly('text', 'name', 'full_path', 'description', 'default_branch', 'visibility'),
    ...readOnly('boolean', 'archived'),
    ...readOnly('text_set', 'topics'),
    ...readOnly('instant', 'created_at'),
  ],
  readPage: (client, request, signal) => readProjectsPage(client, request.cursor, signal),
  // 404 is what GitLab says of projects that may not be seen, too: only its delete event is proof.
  async fetchOne(client, key, signal) {
    const read = () => client.json('GET /projects/{id}', { id: checkedId(key.externalId) }, signal);
    const { data: _, ...fetched } = await fetchRecord(client, key, { name: `project ${key.locator}`, read }, signal);
    return fetched;
  },
  parsePage: parseItems,
  normalize: normalizeProject,
};

function normalizeProject(value: unknown): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('a project');
  const { item, externalId, fields, diagnostics } = started;
  requireText(fields, item, 'name', diagnostics);
  const path = textOf(item['path_with_namespace']);
  requireText(fields, { full_path: path }, 'full_path', diagnostics);
  for (const key of ['description', 'default_branch', 'visibility']) takeText(fields, item, key, diagnostics);
  takeFlag(fields, item, 'archived', diagnostics);
  const { topics } = item;
  if (Array.isArray(topics)) fields['topics'] = topics.filter((topic) => typeof topic === 'string').sort();
  takeTime(fields, item, 'created_at', diagnostics);
  return recordResult(
    {
      kind: 'project',
      stream: 'projects',
      externalId,
      locator: path,
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: utcTime(item['updated_at']),
      url: textOf(item['web_url']),
    },
    diagnostics,
  );
}
