import { formOf } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { attachFile, removeFile } from '../changes/attachment-changes.ts';
import { Refusal } from '../changes/refusal.ts';
import type { SandboxAttachment } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { renderAttachment } from '../render/render-attachment.ts';
import { issueOfPath, params } from './reading.ts';

/** Files at issues. Their bytes are had elsewhere. */
export function attachmentRoutes(app: FastifyInstance, site: Site): void {
  app.get('/rest/api/3/attachment/meta', (_request, reply) =>
    reply.send({ enabled: true, uploadLimit: site.uploadLimit }),
  );
  app.get('/rest/api/3/attachment/content/:id', (request, reply) => {
    const { id, mediaId, bytes, contentType } = attachmentOfPath(request);
    const address = site.media.addressOf(`/file/${mediaId}/binary`, () =>
      site.attachments.has(id) ? { bytes, contentType } : undefined,
    );
    return reply.code(303).header('location', address).send();
  });
  app.delete('/rest/api/3/attachment/:id', (request, reply) => {
    removeFile(site, attachmentOfPath(request), site.viewer);
    return reply.code(204).send();
  });
  app.post('/rest/api/3/issue/:issue/attachments', (request, reply) => {
    const issue = issueOfPath(site, request);
    if (request.headers['x-atlassian-token'] !== 'no-check') throw new Refusal(403, 'XSRF check failed');
    const { file } = formOf(request);
    if (!file) throw new Refusal(400, 'Missing file part.');
    if (file.bytes.length > site.uploadLimit)
      throw new Refusal(413, `The file is larger than the attachment limit of ${site.uploadLimit} bytes.`);
    return reply.send([renderAttachment(site, attachFile(site, issue, file, site.viewer))]);
  });

  function attachmentOfPath(request: FastifyRequest): SandboxAttachment {
    const attachment = site.attachments.get(Number(params(request)['id']));
    if (!attachment) throw new Refusal(404, 'The attachment with the given id does not exist.');
    return attachment;
  }
}
