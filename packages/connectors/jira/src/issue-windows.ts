import type { FetchedPage, PageCursor, PageRequest, WindowPlan } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { JiraAnswer, JiraClient } from './client.ts';
import { asItem, idOf, textOf } from './item.ts';
import { allIssuesJql } from './jql.ts';
import { leftOutProject } from './left-out.ts';
import { OWN_KEY_PROPERTY } from './own-key.ts';
import { parseIssues } from './search.ts';

/** Ids that one search gives when it is asked for nothing else. */
const IDS_A_CALL = 5_000;
/** Issues that one call reads by id. */
const MOST_ISSUES = 100;
/** Issues that Jira could not show in an answer are asked for again, so often. */
const MOST_TRIES = 3;

const NO_ISSUES = Buffer.from('{"issues":[]}');

/** A page of ids, which splits into windows. `token` is empty at the start. */
type ListCursor = { readonly list: 'ids'; readonly token: string; readonly again: 0 | 1 };
/** The issues of a window, by their ids. */
type IdsCursor = { readonly ids: string; readonly tries: number };

/**
 * Jira pages its searches one after the other, by tokens. So a large project is listed by ids alone, 5,000 a call, and
 * each hundred of them is a window, read by id: side by side, from where issues are written and not from the index, and
 * whatever else comes or goes meanwhile.
 */
export async function planIssueWindows(
  client: JiraClient,
  scope: string,
  most: number,
  signal: AbortSignal,
): Promise<WindowPlan> {
  const jql = allIssuesJql(scope);
  const { data, observedAt } = await client.platform((api, via) => api.countIssues(via, { jql }), signal);
  const count = asItem(data)?.['count'];
  if (typeof count !== 'number')
    throw new SynclineError({
      class: 'transient',
      code: 'jira_no_count',
      message: 'Jira answered a count with something else.',
    });
  const windows: PageCursor[] = count <= most ? [{ jql, token: '', again: 0 }] : [firstList];
  return { windows, count, observedAt };
}

const firstList: ListCursor = { list: 'ids', token: '', again: 0 };

/** A page of a window, or the windows that a page of ids leads to; null for a cursor of a plain search. */
export async function readIssueWindow(
  client: JiraClient,
  { scope, cursor }: PageRequest,
  { fields, most }: { readonly fields: readonly string[]; readonly most: number },
  signal: AbortSignal,
): Promise<{ readonly answer: JiraAnswer; readonly page: Omit<FetchedPage, 'raw'> } | null> {
  if (cursor === null) return null;
  if ('list' in cursor) return listIds(client, scope, cursor as ListCursor, Math.min(most, MOST_ISSUES), signal);
  if ('ids' in cursor) return readIds(client, cursor as IdsCursor, fields, signal);
  return null;
}

async function listIds(client: JiraClient, scope: string, cursor: ListCursor, most: number, signal: AbortSignal) {
  const { token, again } = cursor;
  try {
    const { data, observedAt } = await client.platform(
      (api, via) =>
        api.searchAndReconsileIssuesUsingJqlPost(via, {
          jql: allIssuesJql(scope),
          maxResults: IDS_A_CALL,
          fields: ['id'],
          ...(token !== '' && { nextPageToken: token }),
        }),
      signal,
    );
    const issues = asItem(data)?.['issues'];
    const ids = (Array.isArray(issues) ? issues : []).flatMap((issue) => idOf(issue) ?? []);
    const split: IdsCursor[] = [];
    for (let at = 0; at < ids.length; at += most) split.push({ ids: ids.slice(at, at + most).join(','), tries: 1 });
    const nextToken = textOf(asItem(data)?.['nextPageToken']);
    const next: ListCursor | null = nextToken === null ? null : { list: 'ids', token: nextToken, again };
    return { answer: { raw: NO_ISSUES, data: { issues: [] }, observedAt }, page: { next, split, observedAt } };
  } catch (error) {
    // As with searches: a token that has lapsed costs reading anew, once, and misses nothing.
    if (token === '' || again === 1 || toSynclineError(error).class !== 'invalid') throw error;
    return listIds(client, scope, { ...firstList, again: 1 }, most, signal);
  }
}

/** What is gone by now, or seen no more, is left out of the answer; what Jira failed to show is asked for again. */
async function readIds(client: JiraClient, cursor: IdsCursor, fields: readonly string[], signal: AbortSignal) {
  const issueIdsOrKeys = cursor.ids.split(',');
  const { raw, data, observedAt } = await client.platform(
    (api, via) =>
      api.bulkFetchIssues(via, {
        issueIdsOrKeys,
        fields: [...fields],
        expand: ['schema'],
        properties: [OWN_KEY_PROPERTY],
      }),
    signal,
  );
  const errors = asItem(data)?.['issueErrors'];
  const failed = (Array.isArray(errors) ? errors : []).flatMap((error) => idOf(error) ?? []);
  if (failed.length > 0 && cursor.tries >= MOST_TRIES)
    throw new SynclineError({
      class: 'transient',
      code: 'jira_issues_not_shown',
      message: `Jira could not show ${failed.length} issues, the first being ${failed[0]}.`,
    });
  const next: IdsCursor | null = failed.length === 0 ? null : { ids: failed.join(','), tries: cursor.tries + 1 };
  return { answer: { raw: takingPart(client, raw), data, observedAt }, page: { next, observedAt } };
}

/** An issue may have moved to a project that the connection leaves out. */
function takingPart(client: JiraClient, raw: Uint8Array): Uint8Array {
  const issues = parseIssues(raw);
  const kept = issues.filter(
    (issue) => leftOutProject(client, asItem(asItem(asItem(issue)?.['fields'])?.['project'])?.['key']) === null,
  );
  return kept.length === issues.length ? raw : Buffer.from(JSON.stringify({ issues: kept }));
}
