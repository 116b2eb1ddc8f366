import type { StreamContent } from '@syncline/connector-sdk';
import type { OpenProjectClient } from './client.ts';
import { asItem } from './item.ts';
import { checkedId } from './scopes.ts';

/** The bytes of attachments. The instance gives them out itself, or sends on to where it keeps them. */
export const attachmentContent: StreamContent<OpenProjectClient> = {
  async open(client, { externalId }, signal) {
    const answer = await client.download(`/attachments/${checkedId(externalId)}/content`, signal);
    const length = answer.headers.get('content-length');
    return {
      body: answer.body ?? new Blob([]).stream(),
      size: length !== null && /^\d+$/.test(length) && !answer.headers.has('content-encoding') ? Number(length) : null,
      contentType: answer.headers.get('content-type'),
    };
  },
  async maxBytes(client, _scope, signal) {
    const { data } = await client.once('configuration', () => client.send({ path: '/configuration' }, signal));
    const most = asItem(data)?.['maximumAttachmentFileSize'];
    return typeof most === 'number' && most > 0 ? most : null;
  },
  addresses(baseUrl, { externalId }) {
    const site = baseUrl.replace(/\/+$/, '');
    const root = URL.canParse(site) ? new URL(site).pathname.replace(/\/+$/, '') : '';
    const path = `/api/v3/attachments/${externalId}/content`;
    // As its editor writes it, without the host; the first of these with one names it for everybody.
    return [`${root}${path}`, `${site}${path}`];
  },
};
