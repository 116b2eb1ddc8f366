import type { FetchedPage, PageCursor, PageRequest } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { JiraAnswer, JiraClient } from './client.ts';
import { asItem, textOf } from './item.ts';
import { allIssuesJql, changedIssuesJql } from './jql.ts';
import { OWN_KEY_PROPERTY } from './own-key.ts';

/** With all its fields Jira gives no more than this many issues at once. */
export const SEARCH_PAGE = 100;

/** All but what has no end, or comes as a stream of its own. */
export const ISSUE_FIELDS: readonly string[] = ['*all', '-comment', '-worklog', '-attachment', '-votes', '-watches'];

interface SearchCursor {
  readonly jql: string;
  /** Empty at the start. */
  readonly token: string;
  /** 1: the list is being read for the second time, because a token was refused. */
  readonly again: 0 | 1;
}

/** One page of a project's issues: all, or those changed since a time. */
export async function searchIssues(
  client: JiraClient,
  request: PageRequest,
  fields: readonly string[],
  maxResults: number,
  signal: AbortSignal,
): Promise<{ readonly answer: JiraAnswer; readonly next: FetchedPage['next'] }> {
  const cursor = request.cursor as (PageCursor & SearchCursor) | null;
  if (cursor !== null) {
    try {
      return await page(cursor);
    } catch (error) {
      // A token lives for seven days. After that the list is read again from its start: dearer, and nothing is missed.
      // Once: what is refused again is no token that has lapsed.
      if (toSynclineError(error).class !== 'invalid' || cursor.again === 1) throw error;
    }
  }
  return page({ jql: await firstJql(), token: null, again: cursor === null ? 0 : 1 });

  async function firstJql(): Promise<string> {
    if (request.since === null) return allIssuesJql(request.scope);
    return changedIssuesJql(request.scope, request.since, await jiraNow(client, signal));
  }

  async function page({ jql, token, again }: Omit<SearchCursor, 'token'> & { readonly token: string | null }) {
    const answer = await client.platform(
      (api, via) =>
        api.searchAndReconsileIssuesUsingJqlPost(via, {
          jql,
          maxResults,
          fields: [...fields],
          expand: 'schema',
          properties: [OWN_KEY_PROPERTY],
          ...(token !== null && token !== '' && { nextPageToken: token }),
        }),
      signal,
    );
    const nextToken = textOf(asItem(answer.data)?.['nextPageToken']);
    return { answer, next: nextToken === null ? null : { jql, token: nextToken, again } };
  }
}

/** Jira's clock, which ages in JQL are counted by; ours may be off by hours. */
export async function jiraNow(client: JiraClient, signal: AbortSignal): Promise<Date> {
  return (await client.platform((api, via) => api.getServerInfo(via), signal)).observedAt;
}

/** The issues of a raw page, each with the types of its custom fields, which stand beside them or in each; a single issue is a page of one. */
export function parseIssues(raw: Uint8Array): readonly unknown[] {
  const data: unknown = JSON.parse(decoder.decode(raw));
  const page = asItem(data);
  if (!Array.isArray(page?.['issues'])) return [data];
  const { issues, schema } = page as { readonly issues: readonly unknown[]; readonly schema?: unknown };
  if (schema === undefined) return issues;
  return issues.map((issue) => (asItem(issue) ? { ...asItem(issue), schema } : issue));
}

const decoder = new TextDecoder();
