import type { SandboxAttachment } from '../model/records.ts';
import type { World } from '../model/world.ts';

export function renderAttachment(world: World, attachment: SandboxAttachment) {
  const { id, name, bytes, mimeType, link, memberId, at } = attachment;
  return {
    id,
    bytes: bytes?.length ?? null,
    date: new Date(at).toISOString(),
    edgeColor: null,
    idMember: memberId,
    isUpload: bytes !== null,
    mimeType,
    name,
    previews: [],
    url: link ?? `${world.url}${downloadPathOf(attachment)}`,
    pos: 16_384,
    fileName: bytes === null ? null : fileNameOf(attachment),
  };
}

export function downloadPathOf(attachment: SandboxAttachment): string {
  const { cardId, id } = attachment;
  return `/1/cards/${cardId}/attachments/${id}/download/${encodeURIComponent(fileNameOf(attachment))}`;
}

/** As addresses have it. */
function fileNameOf({ name }: SandboxAttachment): string {
  return name.normalize('NFD').replace(/[^A-Za-z0-9.-]+/g, '_');
}
