import type { FetchedRecord, RecordKey, Stream } from '@syncline/connector-sdk';
import type { JiraClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { issueFields } from '../issue-fields.ts';
import { planIssueWindows, readIssueWindow } from '../issue-windows.ts';
import { asItem } from '../item.ts';
import { leftOutProject } from '../left-out.ts';
import { normalizeIssue } from '../normalize-issue.ts';
import { OWN_KEY_PROPERTY } from '../own-key.ts';
import { checkedId, projectTerm, SITE_SCOPE } from '../scopes.ts';
import { ISSUE_FIELDS, parseIssues, SEARCH_PAGE, searchIssues } from '../search.ts';
import { issueWrites } from '../writes/issue-writes.ts';

/** Issues of a project, of every type: epics, tasks, sub-tasks. */
export const issues: Stream<JiraClient> = {
  name: 'issues',
  title: 'Issues',
  kind: 'work_item',
  scopeKind: 'project',
  backfill: 'windows',
  incremental: 'since',
  pageSize: SEARCH_PAGE,
  // Searches see changes some time after they are made, and know times only to the minute.
  incrementalOverlapMs: 5 * 60_000,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: issueFields,
  writes: issueWrites,
  planWindows: (client, scope, signal) => planIssueWindows(client, scope, SEARCH_PAGE, signal),
  async readPage(client, request, signal) {
    const window = await readIssueWindow(client, request, { fields: ISSUE_FIELDS, most: SEARCH_PAGE }, signal);
    if (window) return { raw: window.answer.raw, ...window.page };
    const { answer, next } = await searchIssues(
      client,
      request,
      ISSUE_FIELDS,
      Math.min(request.pageSize ?? SEARCH_PAGE, SEARCH_PAGE),
      signal,
    );
    return { raw: answer.raw, next, observedAt: answer.observedAt };
  },
  fetchOne: fetchIssue,
  parsePage: parseIssues,
  normalize: normalizeIssue,
};

/** By id, which survives a move to another project. */
function fetchIssue(client: JiraClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  return fetchRecord({
    name: `issue ${key.locator ?? key.externalId}`,
    read: () =>
      client.platform(
        (api, via) =>
          api.getIssue(via, {
            issueIdOrKey: checkedId(key.externalId),
            fields: [...ISSUE_FIELDS],
            // The history says when each field was changed; in lists it would be most of the page.
            expand: 'schema,changelog',
            properties: [OWN_KEY_PROPERTY],
          }),
        signal,
      ),
    leftOut: (data) => leftOutProject(client, asItem(asItem(asItem(data)?.['fields'])?.['project'])?.['key']),
    control: () => client.platform((api, via) => api.getProject(via, { projectIdOrKey: projectOf(key) }), signal),
  });
}

/** A hint that shows no project comes in the site's scope: then it is the one in the key that the issue last had. */
function projectOf({ scope, locator }: RecordKey): string {
  const key = scope === SITE_SCOPE ? /^(\w+)-\d+$/.exec(locator ?? '')?.[1] : undefined;
  return key ?? projectTerm(scope);
}
