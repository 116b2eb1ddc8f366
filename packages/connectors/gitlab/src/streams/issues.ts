import type {
  FetchedPage,
  FetchedRecord,
  NormalizeResult,
  PageRequest,
  RecordKey,
  Stream,
} from '@syncline/connector-sdk';
import type { DataAnswer, GitLabClient } from '../client.ts';
import { addUser } from '../embedded-user.ts';
import { expressDate, expressNames } from '../express.ts';
import { fetchRecord } from '../fetch-record.ts';
import { isIssueType, takeLinks } from '../issue-links.ts';
import { asItem, idOf, requireText, takeFlag, takeNumber, textOf } from '../item.ts';
import { readKeysetPage } from '../keyset-page.ts';
import { newestFirstList } from '../newest-first-list.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { type Numbered, numberedOrNull } from '../numbered.ts';
import { PAGE_SIZE, parseItems, readWholeList } from '../paging.ts';
import { type Place, parsePlace } from '../place.ts';
import { readOnly, workFields } from '../stream-fields.ts';
import { distinct, readWork, type WorkRecord } from '../work-record.ts';
import { issueWrites } from '../writes/issue-writes.ts';

const LIST = 'GET /projects/{id}/issues';
const SHOWN = { scope: 'all', with_labels_details: true };
const { counted, readBackfillPage } = newestFirstList(() => LIST, SHOWN);

/** Issues, incidents and test cases of a project. GitLab lists its tasks among them; those come as work items. */
export const issues: Stream<GitLabClient> = {
  name: 'issues',
  title: 'Issues',
  kind: 'work_item',
  scopeKind: 'project',
  backfill: 'windows',
  incremental: 'since',
  pageSize: PAGE_SIZE,
  itemId: 'id',
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    ...workFields,
    { name: 'labels', type: 'text_set', writable: 'yes', express: expressNames },
    { name: 'assignees', type: 'reference_set', writable: 'yes', references: 'users' },
    { name: 'milestone', type: 'reference', writable: 'yes', references: 'milestones' },
    { name: 'due_date', type: 'date', writable: 'yes', express: expressDate },
    { name: 'weight', type: 'number', writable: 'yes' },
    { name: 'confidential', type: 'boolean', writable: 'yes' },
    { name: 'issue_type', type: 'choice', writable: 'yes' },
    { name: 'epic', type: 'reference', writable: 'yes', references: 'epics' },
    { name: 'depends_on', type: 'reference_set', writable: 'yes', references: 'issues' },
    { name: 'blocks', type: 'reference_set', writable: 'yes', references: 'issues' },
    { name: 'related_to', type: 'reference_set', writable: 'yes', references: 'issues' },
    { name: 'project', type: 'reference', writable: 'no', references: 'projects' },
    ...readOnly('boolean', 'locked'),
    ...readOnly('text', 'iteration'),
  ],
  writes: issueWrites,
  ...counted,
  readPage: readIssuePage,
  fetchOne: fetchIssue,
  parsePage: parseItems,
  normalize: (value, scope) => normalizeIssue(value, parsePlace(scope)),
};

function readIssuePage(client: GitLabClient, request: PageRequest, signal: AbortSignal): Promise<FetchedPage> {
  const { since, scope, cursor } = request;
  if (!since) return readBackfillPage(client, scope, cursor, signal);
  return readChanged(client, request, since, signal);
}

async function readChanged(
  client: GitLabClient,
  request: PageRequest,
  from: Date,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const parameters = { id: parsePlace(request.scope).id, ...SHOWN };
  const { raw, next, observedAt } = await readKeysetPage(
    client,
    LIST,
    parameters,
    { ...request, from },
    'changed',
    signal,
  );
  return { raw, next, observedAt };
}

async function fetchIssue(client: GitLabClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const place = numberedOrNull(key);
  if (place === null)
    return { outcome: 'unreachable', detail: `${key.locator ?? 'no locator'} names no number to read` };
  const name = `issue ${key.locator ?? key.externalId}`;
  const read = () => readIssue(client, place, signal);
  const { data, ...fetched } = await fetchRecord(client, key, { name, read, container: parsePlace(key.scope) }, signal);
  const movedTo = idOf({ id: asItem(data)?.['moved_to_id'] });
  if (movedTo !== null) return { outcome: 'moved', detail: `${name} lives on as issue ${movedTo} of another project` };
  return fetched;
}

/**
 * One issue with its links, which lists never show. As a list of one it comes with the ids of its labels; an issue
 * that the list does not have is asked for by itself, because only a 404 says something.
 */
async function readIssue(client: GitLabClient, { id, iid }: Numbered, signal: AbortSignal): Promise<DataAnswer> {
  const listed = await client.json(LIST, { id, iids: [iid], ...SHOWN }, signal);
  const [found] = Array.isArray(listed.data) ? listed.data : [];
  const answer =
    found === undefined ? await client.json('GET /projects/{id}/issues/{iid}', { id, iid }, signal) : listed;
  const links = await readWholeList(client, 'GET /projects/{id}/issues/{iid}/links', { id, iid }, signal);
  const data = { ...asItem(found ?? answer.data), links };
  return { ...answer, data, raw: Buffer.from(JSON.stringify(data)) };
}

function normalizeIssue(value: unknown, place: Place): NormalizeResult {
  const item = asItem(value);
  const type = textOf(item?.['issue_type']);
  if (idOf(item) !== null) {
    if (!isIssueType(type)) return { outcome: 'ignored', reason: 'no issue: it comes with the work items' };
    if (idOf({ id: item?.['moved_to_id'] }) !== null)
      return { outcome: 'ignored', reason: 'it was moved, and lives on under another id' };
  }
  const read = readWork(value, 'issues', place, '#');
  if (!read) return notARecord('an issue');
  takeIssueFields(read);
  addEdges(read, place);
  return recordResult(read.record, read.diagnostics, read.embedded);
}

function takeIssueFields({ item, fields, diagnostics }: WorkRecord): void {
  const { assignees, milestone, epic, iteration } = item;
  if (Array.isArray(assignees)) fields['assignees'] = distinct(assignees.map(idOf));
  if (milestone !== undefined) fields['milestone'] = idOf(milestone);
  takeNumber(fields, item, 'weight', diagnostics);
  requireText(fields, item, 'issue_type', diagnostics);
  if (epic !== undefined) fields['epic'] = idOf(epic);
  takeFlag(fields, item, 'discussion_locked', diagnostics, 'locked');
  if (iteration !== undefined) fields['iteration'] = textOf(asItem(iteration)?.['title']);
}

function addEdges({ item, fields, references, relations, embedded }: WorkRecord, place: Place): void {
  relations.push('belongs_to');
  const project = idOf({ id: item['project_id'] }) ?? place.id;
  fields['project'] = project;
  references.push({ relation: 'belongs_to', stream: 'projects', externalId: project });
  const { assignees } = item;
  if (Array.isArray(assignees)) {
    relations.push('assigned_to');
    for (const assignee of assignees) addUser(assignee, 'assigned_to', references, embedded);
  }
  const { milestone, epic } = fields;
  if (milestone !== undefined) relations.push('in_milestone');
  if (typeof milestone === 'string')
    references.push({ relation: 'in_milestone', stream: 'milestones', externalId: milestone });
  if (epic !== undefined) relations.push('child_of');
  if (typeof epic === 'string') references.push({ relation: 'child_of', stream: 'epics', externalId: epic });
  takeLinks(item['links'], fields, references, relations);
}
