import type { StreamContent } from '@syncline/connector-sdk';
import type { JiraClient } from './client.ts';
import { asItem, textOf } from './item.ts';
import { checkedId } from './scopes.ts';

/** The bytes of attachments, which Jira keeps elsewhere and sends on to. */
export const attachmentContent: StreamContent<JiraClient> = {
  async open(client, { externalId }, signal) {
    const answer = await client.download(`/rest/api/3/attachment/content/${checkedId(externalId)}`, signal);
    const length = answer.headers.get('content-length');
    return {
      body: answer.body ?? new Blob([]).stream(),
      size: length !== null && /^\d+$/.test(length) && !answer.headers.has('content-encoding') ? Number(length) : null,
      contentType: answer.headers.get('content-type'),
    };
  },
  maxBytes: (client, _scope, signal) => client.uploadLimit(signal),
  addresses(baseUrl, { externalId, fields }) {
    const mediaId = textOf(fields['media_id']);
    const address = `${baseUrl.replace(/\/+$/, '')}/rest/api/3/attachment/content/${externalId}`;
    return mediaId === null ? [address] : [`media:${mediaId}`, address];
  },
};

/** What `attachment/meta` says; null where attachments have no limit that it names. */
export function uploadLimitIn(data: unknown): number | null {
  const limit = asItem(data)?.['uploadLimit'];
  return typeof limit === 'number' && limit > 0 ? limit : null;
}
