import type { SandboxComment } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { userOrNull } from './render-site.ts';
import { jiraTime } from './time.ts';

export function renderComment(site: Site, comment: SandboxComment, withProperties: boolean) {
  const author = userOrNull(site, comment.authorId);
  return {
    self: `${site.url}/rest/api/3/issue/${comment.issueId}/comment/${comment.id}`,
    id: String(comment.id),
    author,
    body: comment.body,
    updateAuthor: author,
    created: jiraTime(comment.createdAt),
    updated: jiraTime(comment.updatedAt),
    jsdPublic: true,
    ...(withProperties && { properties: comment.properties }),
  };
}
