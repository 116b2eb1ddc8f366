import type {
  FetchedPage,
  FetchedRecord,
  NormalizeResult,
  PageRequest,
  RecordKey,
  Stream,
} from '@syncline/connector-sdk';
import { type Json, type NormalisedRecord, type Reference, toSynclineError } from '@syncline/core';
import { attachmentContent } from '../attachment-content.ts';
import type { GitLabClient } from '../client.ts';
import { subjectOf } from '../comment-place.ts';
import { addUser } from '../embedded-user.ts';
import { expressFileName } from '../express.ts';
import { isIssueType } from '../issue-links.ts';
import { asItem, type Item, textOf, utcTime } from '../item.ts';
import { readKeysetPage } from '../keyset-page.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { PAGE_SIZE, parseItems } from '../paging.ts';
import { parsePlace } from '../place.ts';
import { readOnly } from '../stream-fields.ts';
import { type NamedUpload, namedUploads, rawOf } from '../upload-list.ts';
import { lookAt, type PlacedUpload, readsUploads, uploadId, uploadLocator, uploadOfKey } from '../uploads.ts';
import { planListWindows, readWindowPage, type WindowPage } from '../windowed-list.ts';
import { attachmentWrites } from '../writes/attachment-writes.ts';

/** Issues whose files make a page: each may take a call. */
const ISSUES_A_PAGE = 20;

/** Files that issues and the comments on them name. GitLab keeps them by project, and lists none of an issue. */
export const attachments: Stream<GitLabClient> = {
  name: 'attachments',
  title: 'Attachments',
  kind: 'attachment',
  scopeKind: 'project',
  backfill: 'windows',
  incremental: 'since',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'file_name', type: 'text', writable: 'create', required: true, express: expressFileName },
    { name: 'size', type: 'number', writable: 'create', required: true },
    ...readOnly('text', 'content_type', 'project'),
    ...readOnly('instant', 'created_at'),
  ],
  writes: attachmentWrites,
  content: attachmentContent,
  async planWindows(client, scope, signal) {
    const plan = await planListWindows(client, issuesOf(scope), { pageSize: ISSUES_A_PAGE }, signal);
    // The count is one of issues.
    return { ...plan, count: null };
  },
  readPage,
  fetchOne,
  parsePage: parseItems,
  normalize: normalizeUpload,
};

function issuesOf(scope: string) {
  return { route: 'GET /projects/{id}/issues', parameters: { id: parsePlace(scope).id, scope: 'all' } };
}

async function readPage(
  client: GitLabClient,
  { scope, since, cursor, pageSize = ISSUES_A_PAGE }: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const place = parsePlace(scope);
  const list = issuesOf(scope);
  const request = { cursor, from: since, pageSize: Math.min(pageSize, ISSUES_A_PAGE) };
  const { data, next, split, observedAt }: WindowPage = since
    ? await readKeysetPage(client, list.route, list.parameters, request, 'changed', signal)
    : await readWindowPage(client, list, request, signal);
  const found: NamedUpload[] = [];
  const issues = (await readsUploads(client, signal)) && Array.isArray(data) ? data : [];
  for (const issue of issues) {
    const subject = isIssueType(textOf(asItem(issue)?.['issue_type'])) ? subjectOf(issue, place) : null;
    for (const upload of subject ? await namedUploads(client, place, issue, subject, signal) : []) {
      const head = await lookAt(client, place.id, upload, signal);
      // A text may name what is gone, or never was.
      if (head) found.push({ ...upload, ...head });
    }
  }
  return { raw: rawOf(found), next, ...(split && { split }), observedAt };
}

async function fetchOne(client: GitLabClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const known = uploadOfKey(key);
  if (!known || !(await readsUploads(client, signal)))
    return { outcome: 'unreachable', detail: `${key.locator ?? 'no locator'} names no upload that can be read` };
  const place = parsePlace(key.scope);
  const { iid } = known;
  let issue: unknown;
  try {
    issue = (await client.json('GET /projects/{id}/issues/{iid}', { id: place.id, iid }, signal)).data;
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return { outcome: 'unreachable', detail: `${key.locator} was not found, nor was its issue` };
  }
  const head = await lookAt(client, place.id, known, signal);
  if (!head) return { outcome: 'gone' };
  const subject = { on: 'issues', locator: known.issue, iid, id: place.id } as const;
  const named = await namedUploads(client, place, issue, subject, signal);
  const found = named.find(({ secret }) => secret === known.secret);
  // No text names it any more: it is there all the same.
  const plain = { ...known, ownKey: null, noteId: null, author: null, namedAt: null };
  return { outcome: 'found', raw: rawOf([{ ...(found ?? plain), ...head }]) };
}

function normalizeUpload(value: unknown, scope: string): NormalizeResult {
  const item = asItem(value);
  const placed = placedIn(item);
  if (!item || !placed) return notARecord('an upload');
  const { size, author } = item;
  const ownKey = textOf(item['ownKey']);
  const createdAt = utcTime(item['namedAt']);
  const fields: Record<string, Json> = {
    file_name: placed.fileName,
    ...(typeof size === 'number' && { size }),
    content_type: textOf(item['contentType']),
    project: parsePlace(scope).id,
    ...(createdAt !== null && { created_at: createdAt }),
  };
  const references: Reference[] = [{ relation: 'part_of', stream: 'issues', externalId: placed.issueId }];
  const embedded: NormalisedRecord[] = [];
  if (author) addUser(author, 'created_by', references, embedded);
  return recordResult(
    {
      kind: 'attachment',
      stream: 'attachments',
      externalId: uploadId(placed.issueId, placed),
      locator: uploadLocator(placed.issue, placed),
      fields,
      references,
      relations: author ? ['part_of', 'created_by'] : ['part_of'],
      remoteUpdatedAt: createdAt,
      url: null,
      ...(ownKey !== null && { ownKey }),
    },
    [],
    embedded,
  );
}

function placedIn(item: Item | null): PlacedUpload | null {
  const [issueId, issue, secret, fileName] = ['issueId', 'issue', 'secret', 'fileName'].map((key) =>
    textOf(item?.[key]),
  );
  const iid = item?.['iid'];
  if (!issueId || !issue || !secret || !fileName || typeof iid !== 'number') return null;
  return { issueId, issue, iid, secret, fileName };
}
