import { formOf } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { attach, detach } from '../changes/attachment-changes.ts';
import { invalid, notFound, Refusal } from '../changes/refusal.ts';
import type { World } from '../model/world.ts';
import { downloadPathOf, renderAttachment } from '../render/render-attachment.ts';
import { chosen } from '../render/render-card.ts';
import { cardAt, param, queryOf } from './reading.ts';

/** What is attached to cards. The bytes of files are had elsewhere. */
export function attachmentRoutes(app: FastifyInstance, world: World): void {
  const card = (request: FastifyRequest) => cardAt(world, param(request, 'id'));
  const attachment = (request: FastifyRequest) => {
    const found = world.attachments.get(param(request, 'attachment'));
    if (!found || found.cardId !== card(request).id) throw notFound();
    return found;
  };

  app.get('/1/cards/:id/attachments', (request, reply) =>
    reply.send(
      world.attachmentsOf(card(request).id).map((one) => chosen(renderAttachment(world, one), queryOf(request).fields)),
    ),
  );
  app.post('/1/cards/:id/attachments', (request, reply) => {
    const place = card(request);
    const { fields, file } = formOf(request);
    const { name, url } = { ...fields, ...queryOf(request), ...jsonOf(request) };
    if (file && file.bytes.length > world.uploadLimit) throw new Refusal(413, 'File too large');
    if (!file && !/^https?:\/\//.test(url ?? '')) throw invalid('url');
    const made = attach(world, place, file ?? { url: url ?? '' }, world.viewer.id, name);
    return reply.send(renderAttachment(world, made));
  });
  app.get('/1/cards/:id/attachments/:attachment', (request, reply) =>
    reply.send(chosen(renderAttachment(world, attachment(request)), queryOf(request).fields)),
  );
  app.delete('/1/cards/:id/attachments/:attachment', (request, reply) => {
    detach(world, attachment(request), world.viewer.id);
    return reply.send({ limits: {} });
  });
  app.get('/1/cards/:id/attachments/:attachment/download/:name', (request, reply) => {
    // Credentials in the query are not taken here.
    if (!/oauth_token=/.test(request.headers.authorization ?? '')) throw new Refusal(401, 'unauthorized');
    const found = attachment(request);
    const { id, bytes, mimeType } = found;
    if (bytes === null) throw notFound();
    const address = world.media.addressOf(downloadPathOf(found), () =>
      world.attachments.has(id) ? { bytes, contentType: mimeType } : undefined,
    );
    return reply.code(302).header('location', address).send();
  });
}

function jsonOf({ body, headers }: FastifyRequest): Readonly<Record<string, string>> {
  return /json/.test(headers['content-type'] ?? '') ? ((body ?? {}) as Record<string, string>) : {};
}
