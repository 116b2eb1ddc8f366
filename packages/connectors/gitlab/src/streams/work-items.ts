import type { FetchedRecord, RecordKey, Stream } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { GitLabClient } from '../client.ts';
import { expressDate } from '../express.ts';
import { gidOf } from '../global-id.ts';
import { asItem, textOf } from '../item.ts';
import { normalizeWorkItem } from '../normalize-work-item.ts';
import { PAGE_SIZE, parseItems } from '../paging.ts';
import { parsePlace } from '../place.ts';
import { readOnly, workFields } from '../stream-fields.ts';
import { planWorkItemWindows, readWorkItemPage } from '../work-item-list.ts';
import { READ_WORK_ITEM } from '../work-item-queries.ts';
import { workItemWrites } from '../writes/work-item-writes.ts';

/** Tasks, objectives and key results of a project: work items that the issues API shows in part or not at all. */
export const workItems: Stream<GitLabClient> = {
  name: 'work_items',
  title: 'Work items',
  kind: 'work_item',
  scopeKind: 'project',
  backfill: 'windows',
  incremental: 'since',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    ...workFields,
    { name: 'issue_type', type: 'choice', writable: 'create' },
    { name: 'assignees', type: 'reference_set', writable: 'yes', references: 'users' },
    { name: 'milestone', type: 'reference', writable: 'yes', references: 'milestones' },
    { name: 'start_date', type: 'date', writable: 'yes', express: expressDate },
    { name: 'due_date', type: 'date', writable: 'yes', express: expressDate },
    { name: 'confidential', type: 'boolean', writable: 'yes' },
    { name: 'parent', type: 'reference', writable: 'yes', references: 'issues' },
    ...readOnly('text_set', 'labels'),
  ],
  writes: workItemWrites,
  planWindows: planWorkItemWindows,
  readPage: readWorkItemPage,
  fetchOne: fetchWorkItem,
  parsePage: parseWorkItems,
  normalize: (value, scope) => normalizeWorkItem(value, parsePlace(scope)),
};

async function fetchWorkItem(client: GitLabClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const place = parsePlace(key.scope);
  const { raw, data } = await client.graphql(READ_WORK_ITEM, { id: gidOf('WorkItem', key.externalId) }, signal);
  const found = asItem(asItem(data)?.['workItem']);
  if (found) {
    const path = textOf(asItem(found['namespace'])?.['fullPath']);
    const isElsewhere = path !== null && path.toLowerCase() !== place.path.toLowerCase();
    if (!isElsewhere || (await isRenamed(client, place.id, path, signal))) return { outcome: 'found', raw };
    return { outcome: 'moved', detail: `work item ${key.locator ?? key.externalId} is in ${path} now` };
  }
  // GraphQL says null of what is deleted and of what may not be seen: the project has to be there at the least.
  try {
    await client.bytes('GET /projects/{id}', { id: place.id }, signal);
    return { outcome: 'gone' };
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return { outcome: 'unreachable', detail: `work item ${key.locator} was not found, nor was its project` };
  }
}

async function isRenamed(client: GitLabClient, id: string, path: string, signal: AbortSignal): Promise<boolean> {
  const { data } = await client.json('GET /projects/{id}', { id }, signal);
  return textOf(asItem(data)?.['path_with_namespace'])?.toLowerCase() === path.toLowerCase();
}

/** The items of a raw answer of GraphQL's: of a list, or the one of a read or write. */
function parseWorkItems(raw: Uint8Array): readonly unknown[] {
  const [body] = parseItems(raw);
  const data = asItem(asItem(body)?.['data']);
  if (!data) return [body];
  const nodes = asItem(asItem(data['project'])?.['workItems'])?.['nodes'];
  if (Array.isArray(nodes)) return nodes;
  const written = asItem(data['workItemUpdate']) ?? asItem(data['workItemCreate']);
  const item = data['workItem'] ?? written?.['workItem'];
  return item === undefined || item === null ? [] : [item];
}
