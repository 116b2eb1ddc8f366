import { createHash } from 'node:crypto';
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
    digest: { algorithm: 'md5', hash: createHash('md5').update(`${id}/${fileName}`).digest('hex') },
    createdAt: shownTime(createdAt),
  };
}
