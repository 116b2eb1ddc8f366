import type { UploadedFile } from '@syncline/sandbox';
import type { SandboxAttachment, SandboxCard } from '../model/records.ts';
import type { World } from '../model/world.ts';
import { placeOf } from './card-changes.ts';
import { touch } from './comment-changes.ts';
import { invalid } from './refusal.ts';

/** A file, or the address of one that lies elsewhere. */
export type AttachedThing = UploadedFile | { readonly url: string };

export function attach(world: World, card: SandboxCard, thing: AttachedThing, by: string, name?: unknown) {
  const isFile = 'bytes' in thing;
  const given = typeof name === 'string' && name !== '' ? name : isFile ? thing.fileName : thing.url;
  if (given.length > 256) throw invalid('name');
  const attachment: SandboxAttachment = {
    id: world.takeId(),
    cardId: card.id,
    name: given,
    mimeType: isFile ? thing.contentType : '',
    bytes: isFile ? thing.bytes : null,
    link: isFile ? null : thing.url,
    memberId: by,
    at: world.nowMs(),
  };
  world.attachments.set(attachment.id, attachment);
  touch(world, card.id);
  world.act('addAttachmentToCard', placeOf(card), by, {
    attachment: { id: attachment.id, name: attachment.name, ...(isFile ? {} : { url: thing.url }) },
  });
  return attachment;
}

export function detach(world: World, attachment: SandboxAttachment, by: string): void {
  world.attachments.delete(attachment.id);
  const card = world.cards.get(attachment.cardId);
  if (!card) return;
  touch(world, card.id);
  const { id, name } = attachment;
  world.act('deleteAttachmentFromCard', placeOf(card), by, { attachment: { id, name } });
}
