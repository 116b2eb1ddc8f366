import { createHash } from 'node:crypto';
import { fileBytes } from '@syncline/sandbox';
import type { Instance } from '../model/instance.ts';
import type { SandboxAttachment } from '../model/records.ts';
import { formattable, href, linkTo, shownTime } from './common.ts';
import { principalLink } from './render-principal.ts';

export function renderAttachment(instance: Instance, attachment: SandboxAttachment) {
  const { id, workPackageId, authorId, fileName, fileSize, contentType, description, createdAt } = attachment;
  const self = href(`/attachments/${id}`);
  return {
    _type: 'Attachment',
    _links: {
      self: { href: self, title: fileName },
      author: principalLink(instance, authorId),
      container: linkTo('work_packages', workPackageId, instance.workPackages.get(workPackageId)?.subject),
      staticDownloadLocation: { href: `${self}/content` },
      downloadLocation: { href: `${self}/content` },
      delete: { href: self, method: 'delete' },
    },
    id,
    fileName,
    fileSize,
    description: formattable(description, 'plain'),
    contentType,
    digest: { algorithm: 'md5', hash: digestOf(attachment) },
    createdAt: shownTime(createdAt),
  };
}

/** What it holds. */
export function bytesOf({ id, fileSize, bytes }: SandboxAttachment): Buffer {
  return bytes ?? fileBytes(fileSize, id);
}

const digests = new WeakMap<SandboxAttachment, string>();

function digestOf(attachment: SandboxAttachment): string {
  const known = digests.get(attachment) ?? createHash('md5').update(bytesOf(attachment)).digest('hex');
  digests.set(attachment, known);
  return known;
}
