import type { StreamContent } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { cardOfAttachment, downloadPath, readAttached } from './attachment-list.ts';
import type { TrelloClient } from './client.ts';
import { idOf, textOf } from './item.ts';

const MEGABYTE = 1024 * 1024;
/** What no plan goes beyond. */
const LARGEST_MB = 250;

/** The bytes of attached files. Trello gives them to who sends credentials in a header, and sends on to where it keeps them. */
export const attachmentContent: StreamContent<TrelloClient> = {
  async open(client, { externalId, locator }, signal) {
    const cardId = cardOfAttachment(locator);
    const listed = cardId === null ? [] : await readAttached(client, cardId, signal);
    const attachment = listed.find((one) => idOf(one) === externalId);
    if (!attachment)
      throw new SynclineError({
        class: 'not_found',
        code: 'trello_no_attachment',
        message: `Trello has no attachment ${externalId} at its card any more`,
      });
    const answer = await client.download(downloadPath(attachment), signal);
    const length = answer.headers.get('content-length');
    return {
      body: answer.body ?? new Blob([]).stream(),
      size: length !== null && /^\d+$/.test(length) && !answer.headers.has('content-encoding') ? Number(length) : null,
      contentType: textOf(attachment['mimeType']) || answer.headers.get('content-type'),
    };
  },
  // Trello tells nobody what a workspace's plan takes.
  maxBytes: async (client) => (client.settings.largestFileMb ?? LARGEST_MB) * MEGABYTE,
  addresses: (_baseUrl, { fields }) => {
    const previews = fields['preview_urls'];
    return [fields['url'], ...(Array.isArray(previews) ? previews : [])].flatMap((url) => textOf(url) ?? []);
  },
};
