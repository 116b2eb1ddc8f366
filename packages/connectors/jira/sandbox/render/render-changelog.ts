import type { Site } from '../model/site.ts';
import { userOrNull } from './render-site.ts';
import { jiraTime } from './time.ts';

/** With an issue Jira shows the newest of its history only. */
const SHOWN = 100;

/** Newest first. */
export function renderChangelog(site: Site, issueId: number) {
  const all = site.histories.get(issueId) ?? [];
  const histories = all
    .slice(-SHOWN)
    .reverse()
    .map(({ id, authorId, createdAt, items }) => ({
      id: String(id),
      author: userOrNull(site, authorId),
      created: jiraTime(createdAt),
      items,
    }));
  return { startAt: 0, maxResults: histories.length, total: all.length, histories };
}
