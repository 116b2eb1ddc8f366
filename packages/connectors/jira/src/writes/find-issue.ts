import type { CreateSearch, Written } from '@syncline/connector-sdk';
import type { JiraClient } from '../client.ts';
import { asItem, idOf, textOf } from '../item.ts';
import { issuesMadeBeforeJql } from '../jql.ts';
import { OWN_KEY_PROPERTY, ownKeyIn } from '../own-key.ts';
import { projectTerm } from '../scopes.ts';
import { jiraNow } from '../search.ts';

/** Both clocks may be off by hours. */
const CLOCK_SKEW_MS = 3 * 3_600_000;
/** Keys that one bulk fetch reads. */
const WINDOW = 100;
/** So many windows without an issue are the end of a project: only a longer run of deleted ones could hide what follows. */
const EMPTY_WINDOWS = 3;
/** Among so many issues the lowest number is taken for the start: an import gives high numbers to old issues. */
const STARTS = 50;

/**
 * Looks for an issue by our key, walking the project's numbers upward from one that was there before the first
 * attempt. A search can't be trusted for this: it sees new issues late, by no stated time, and can't find a property
 * that no app has declared. Reading by number looks where issues are written, and every issue made since has a higher
 * number than those before it. The search only says where to start: what it does not see yet makes the walk longer.
 */
export async function findCreatedIssue(
  client: JiraClient,
  search: CreateSearch,
  signal: AbortSignal,
): Promise<Written | null> {
  const projectKey = await keyOfProject(client, search.scope, signal);
  let from = (await numberBefore(client, search, signal)) + 1;
  for (let empty = 0; empty < EMPTY_WINDOWS; from += WINDOW) {
    const issues = await readByNumber(client, projectKey, from, signal);
    const found = issues.find((issue) => ownKeyIn(asItem(issue)?.['properties']) === search.ownKey);
    const externalId = idOf(found);
    if (externalId !== null)
      return { key: { externalId, locator: textOf(asItem(found)?.['key']), scope: search.scope }, raw: null };
    empty = issues.length === 0 ? empty + 1 : 0;
  }
  return null;
}

async function keyOfProject(client: JiraClient, scope: string, signal: AbortSignal): Promise<string> {
  const projectIdOrKey = projectTerm(scope);
  const { data } = await client.platform((api, via) => api.getProject(via, { projectIdOrKey }), signal);
  return textOf(asItem(data)?.['key']) ?? projectIdOrKey;
}

/** A number that was given out before the first attempt; 0 when the search knows none. */
async function numberBefore(client: JiraClient, search: CreateSearch, signal: AbortSignal): Promise<number> {
  const before = new Date(search.since.getTime() - CLOCK_SKEW_MS);
  const jql = issuesMadeBeforeJql(search.scope, before, await jiraNow(client, signal));
  const { data } = await client.platform(
    (api, via) => api.searchAndReconsileIssuesUsingJqlPost(via, { jql, maxResults: STARTS, fields: ['key'] }),
    signal,
  );
  const issues = asItem(data)?.['issues'];
  const numbers = (Array.isArray(issues) ? issues : []).flatMap((issue) => {
    const number = /-(\d+)$/.exec(textOf(asItem(issue)?.['key']) ?? '')?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  return numbers.length === 0 ? 0 : Math.min(...numbers);
}

async function readByNumber(
  client: JiraClient,
  projectKey: string,
  from: number,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const issueIdsOrKeys = Array.from({ length: WINDOW }, (_, i) => `${projectKey}-${from + i}`);
  const { data } = await client.platform(
    (api, via) => api.bulkFetchIssues(via, { issueIdsOrKeys, fields: ['summary'], properties: [OWN_KEY_PROPERTY] }),
    signal,
  );
  const issues = asItem(data)?.['issues'];
  return Array.isArray(issues) ? issues : [];
}
