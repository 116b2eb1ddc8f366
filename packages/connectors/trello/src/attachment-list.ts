import { SynclineError } from '@syncline/core';
import type { ApiRequest, TrelloClient } from './client.ts';
import { checkedId } from './ids.ts';
import { asItem, type Item, idOf, textOf } from './item.ts';

/** What is asked for of a card for the sake of its files; `idBoard` tells whether it takes part. */
const FIELDS = 'name,bytes,date,idMember,isUpload,mimeType,previews,url';
export const WITH_ATTACHMENTS = { fields: 'idBoard', attachments: true, attachment_fields: FIELDS };

/** Where a file is: its card's id and its own. */
export function attachmentLocator(cardId: string, attachmentId: string): string {
  return `${cardId}/attachments/${attachmentId}`;
}

export function cardOfAttachment(locator: string | null): string | null {
  return /^([0-9a-f]{24})\/attachments\/[0-9a-f]{24}$/.exec(locator ?? '')?.[1] ?? null;
}

export function cardWithAttachments(cardId: string): ApiRequest {
  return { path: `/cards/${checkedId(cardId)}`, query: WITH_ATTACHMENTS };
}

/** What is attached to a card that was read with it, files and links, each with the card's id, which Trello does not repeat. */
export function attachedTo(card: unknown): Item[] {
  const idCard = idOf(card);
  const list = asItem(card)?.['attachments'];
  // No list is not an empty one: what is missing in that would count as deleted.
  if (idCard === null || !Array.isArray(list))
    throw new SynclineError({
      class: 'transient',
      code: 'trello_no_attachments',
      message: 'Trello answered with a card that does not show what is attached to it',
    });
  return list.flatMap((value) => {
    const attachment = asItem(value);
    return attachment ? [{ ...attachment, idCard }] : [];
  });
}

/** What is attached to a card now. Throws SynclineError `not_found` where there is no such card. */
export async function readAttached(client: TrelloClient, cardId: string, signal: AbortSignal): Promise<Item[]> {
  return attachedTo((await client.send(cardWithAttachments(cardId), signal)).data);
}

/** A link to somewhere else is attached like a file, and is none. */
export function isFile(attachment: Item): boolean {
  return attachment['isUpload'] === true;
}

/** Trello says a number where its description says a text. */
export function sizeOf(attachment: Item): number | null {
  const { bytes } = attachment;
  const size = typeof bytes === 'string' && /^\d{1,15}$/.test(bytes) ? Number(bytes) : bytes;
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : null;
}

/** Where a file is had with our credentials: below the API's own address, whatever host Trello shows it at. */
export function downloadPath(attachment: Item): string {
  const url = textOf(attachment['url']) ?? '';
  const shown = URL.canParse(url) ? new URL(url).pathname : '';
  if (/^\/1\/cards\/[0-9a-f]{24}\/attachments\/[0-9a-f]{24}\/download\/[^/]+$/.test(shown)) return shown;
  const name = encodeURIComponent(textOf(attachment['name']) || 'file');
  return `/1/cards/${textOf(attachment['idCard'])}/attachments/${idOf(attachment)}/download/${name}`;
}
