import type {
  FetchedPage,
  FetchedRecord,
  NormalizeResult,
  PageRequest,
  RecordKey,
  Stream,
} from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference } from '@syncline/core';
import { attachmentContent } from '../attachment-content.ts';
import { attachmentLocator, issueOfAttachment, listedAttachments, withMediaIds } from '../attachment-list.ts';
import type { JiraClient } from '../client.ts';
import { addUser } from '../embedded-user.ts';
import { expressFileName } from '../issue-fields.ts';
import { planIssueWindows, readIssueWindow } from '../issue-windows.ts';
import { asItem, idOf, requireText, takeNumber, takeText, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { parseValues } from '../paging.ts';
import { checkedId } from '../scopes.ts';
import { parseIssues, searchIssues } from '../search.ts';
import { attachmentWrites } from '../writes/attachment-writes.ts';

/** Issues whose files make a page. */
const ISSUES_A_PAGE = 50;

/** Files at the issues of a project. A file that comes or goes is a change of its issue. */
export const attachments: Stream<JiraClient> = {
  name: 'attachments',
  title: 'Attachments',
  kind: 'attachment',
  scopeKind: 'project',
  backfill: 'windows',
  incremental: 'since',
  pageSize: 1_000,
  incrementalOverlapMs: 5 * 60_000,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'file_name', type: 'text', writable: 'create', required: true, express: expressFileName },
    { name: 'size', type: 'number', writable: 'create', required: true },
    { name: 'content_type', type: 'text', writable: 'no' },
    { name: 'media_id', type: 'text', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  writes: attachmentWrites,
  content: attachmentContent,
  // The count is one of issues.
  planWindows: async (client, scope, signal) => ({
    ...(await planIssueWindows(client, scope, ISSUES_A_PAGE, signal)),
    count: null,
  }),
  readPage,
  fetchOne,
  parsePage: parseValues,
  normalize,
};

async function readPage(client: JiraClient, request: PageRequest, signal: AbortSignal): Promise<FetchedPage> {
  const fields = ['attachment', 'project'];
  const window = await readIssueWindow(client, request, { fields, most: ISSUES_A_PAGE }, signal);
  const { answer, ...page } = window
    ? { answer: window.answer, ...window.page }
    : await searchIssues(client, request, ['attachment'], ISSUES_A_PAGE, signal);
  const listed = await withMediaIds(client, parseIssues(answer.raw).flatMap(listedAttachments), signal);
  return { ...page, raw: Buffer.from(JSON.stringify(listed)), observedAt: answer.observedAt };
}

async function fetchOne(client: JiraClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const issueIdOrKey = issueOfAttachment(key.locator);
  if (issueIdOrKey === null)
    return { outcome: 'unreachable', detail: `nobody knows at which issue attachment ${key.externalId} is` };
  const found = await client.issueOrNull(checkedId(issueIdOrKey), ['attachment', 'project'], signal);
  if (found === null)
    return { outcome: 'unreachable', detail: `attachment ${key.externalId} was not found, nor was its issue` };
  const listed = listedAttachments(found).filter((attachment) => idOf(attachment) === key.externalId);
  if (listed.length === 0) return { outcome: 'gone' };
  return { outcome: 'found', raw: Buffer.from(JSON.stringify(await withMediaIds(client, listed, signal))) };
}

function normalize(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  const issueId = textOf(item?.['issueId']);
  if (!item || externalId === null || issueId === null) return notARecord('an attachment');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'filename', diagnostics, 'file_name');
  takeNumber(fields, item, 'size', diagnostics, 'size');
  takeText(fields, item, 'mimeType', diagnostics, 'content_type');
  takeText(fields, item, 'mediaId', diagnostics, 'media_id');
  takeTime(fields, item, 'created', diagnostics, 'created_at');
  const references: Reference[] = [{ relation: 'part_of', stream: 'issues', externalId: issueId }];
  const embedded: NormalisedRecord[] = [];
  addUser(item['author'], 'created_by', references, embedded);
  return recordResult(
    {
      kind: 'attachment',
      stream: 'attachments',
      externalId,
      locator: attachmentLocator(issueId, externalId),
      fields,
      references,
      relations: ['part_of', 'created_by'],
      remoteUpdatedAt: utcTime(item['created']),
      url: null,
    },
    diagnostics,
    embedded,
  );
}
