import type { SandboxAttachment } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { userOrNull } from './render-site.ts';
import { jiraTime } from './time.ts';

export function renderAttachment(site: Site, attachment: SandboxAttachment) {
  const { id, fileName, authorId, contentType, bytes, createdAt } = attachment;
  return {
    self: `${site.url}/rest/api/3/attachment/${id}`,
    id: String(id),
    filename: fileName,
    author: userOrNull(site, authorId),
    created: jiraTime(createdAt),
    size: bytes.length,
    mimeType: contentType,
    content: `${site.url}/rest/api/3/attachment/content/${id}`,
  };
}
