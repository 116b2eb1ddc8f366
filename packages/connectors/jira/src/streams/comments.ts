import type {
  FetchedPage,
  FetchedRecord,
  NormalizeResult,
  PageRequest,
  RecordKey,
  Stream,
} from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { commentIdsFrom, readComments } from '../comment-list.ts';
import { commentLocator, issueOfComment, issueOfLocator } from '../comment-place.ts';
import { addUser } from '../embedded-user.ts';
import { answers } from '../fetch-record.ts';
import { expressRichText } from '../issue-fields.ts';
import { planIssueWindows, readIssueWindow } from '../issue-windows.ts';
import { asItem, idOf, takeTime, utcTime, wrongType } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { ownKeyIn } from '../own-key.ts';
import { parseValues } from '../paging.ts';
import { markdownOf } from '../rich-text.ts';
import { checkedId } from '../scopes.ts';
import { parseIssues, searchIssues } from '../search.ts';
import { commentWrites } from '../writes/comment-writes.ts';

/** Issues whose comments make a page. */
const ISSUES_A_PAGE = 50;

/**
 * Comments on the issues of a project. Jira lists them by issue alone; a new or edited one is a change of its issue,
 * so that the issues changed since a time lead to all comments that did.
 */
export const comments: Stream<JiraClient> = {
  name: 'comments',
  title: 'Comments',
  kind: 'comment',
  scopeKind: 'project',
  backfill: 'windows',
  incremental: 'since',
  pageSize: 1_000,
  incrementalOverlapMs: 5 * 60_000,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'body', type: 'rich_text', dialect: 'adf', writable: 'yes', required: true, express: expressRichText },
    { name: 'restricted', type: 'boolean', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  writes: commentWrites,
  // The count is one of issues.
  planWindows: async (client, scope, signal) => ({
    ...(await planIssueWindows(client, scope, ISSUES_A_PAGE, signal)),
    count: null,
  }),
  readPage: readCommentPage,
  fetchOne: fetchComment,
  parsePage: parseValues,
  normalize: normalizeComment,
};

async function readCommentPage(client: JiraClient, request: PageRequest, signal: AbortSignal): Promise<FetchedPage> {
  const window = await readIssueWindow(
    client,
    request,
    { fields: ['comment', 'project'], most: ISSUES_A_PAGE },
    signal,
  );
  const { answer, ...page } = window
    ? { answer: window.answer, ...window.page }
    : await searchIssues(client, request, ['comment'], ISSUES_A_PAGE, signal);
  const ids: string[] = [];
  for (const value of parseIssues(answer.raw)) {
    const issueId = idOf(value);
    const list = asItem(asItem(asItem(value)?.['fields'])?.['comment']);
    const shown = Array.isArray(list?.['comments']) ? list['comments'].flatMap((comment) => idOf(comment) ?? []) : [];
    ids.push(...shown);
    // A search shows an issue's first comments only.
    const total = list?.['total'];
    if (issueId !== null && typeof total === 'number' && total > shown.length)
      ids.push(...(await commentIdsFrom(client, issueId, 0, signal)));
  }
  const comments = await readComments(client, [...new Set(ids)], signal);
  return { ...page, raw: Buffer.from(JSON.stringify(comments)), observedAt: answer.observedAt };
}

async function fetchComment(client: JiraClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const [comment] = await readComments(client, [checkedId(key.externalId)], signal);
  if (comment !== undefined) return { outcome: 'found', raw: Buffer.from(JSON.stringify(comment)) };
  const issueId = issueOfLocator(key.locator);
  const isIssueThere =
    issueId !== null &&
    (await answers(() =>
      client.platform((api, via) => api.getIssue(via, { issueIdOrKey: issueId, fields: ['id'] }), signal),
    ));
  return isIssueThere
    ? { outcome: 'gone' }
    : { outcome: 'unreachable', detail: `comment ${key.externalId} was not found, nor was its issue` };
}

function normalizeComment(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a comment');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  if (item['body'] === null || asItem(item['body'])) fields['body'] = markdownOf(item['body']) ?? '';
  else diagnostics.push(wrongType('body', 'a document'));
  // Kept from some who see the issue: what is not meant for another side either.
  fields['restricted'] = asItem(item['visibility']) !== null || item['jsdPublic'] === false;
  takeTime(fields, item, 'created', diagnostics, 'created_at');
  const references: Reference[] = [];
  const embedded: NormalisedRecord[] = [];
  addUser(item['author'], 'created_by', references, embedded);
  const issueId = issueOfComment(item['self']);
  if (issueId !== null) references.push({ relation: 'comments_on', stream: 'issues', externalId: issueId });
  else
    diagnostics.push({
      severity: 'warning',
      code: 'jira_no_subject',
      field: 'self',
      message: 'Jira did not say which issue this comment is on',
    });
  const ownKey = ownKeyIn(item['properties']);
  return recordResult(
    {
      kind: 'comment',
      stream: 'comments',
      externalId,
      locator: issueId === null ? null : commentLocator(issueId, externalId),
      fields,
      references,
      relations: issueId === null ? ['created_by'] : ['created_by', 'comments_on'],
      remoteUpdatedAt: utcTime(item['updated']),
      url: null,
      ...(ownKey !== null && { ownKey }),
    },
    diagnostics,
    embedded,
  );
}
