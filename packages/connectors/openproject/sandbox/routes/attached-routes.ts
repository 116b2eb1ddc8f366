import { formOf } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { member, rawOf } from '../changes/body.ts';
import { addAttachment, createComment, editComment, removeAttachment } from '../changes/comment-changes.ts';
import { invalid, notFound, Refusal } from '../changes/refusal.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxActivity, SandboxAttachment } from '../model/records.ts';
import { renderActivity } from '../render/render-activity.ts';
import { bytesOf, renderAttachment } from '../render/render-attachment.ts';
import { bodyOf, param, sendAll, workPackageOfPath } from './reading.ts';

/** What hangs at work packages: activities, some of which say something, and files. */
export function attachedRoutes(app: FastifyInstance, instance: Instance): void {
  app.get('/api/v3/work_packages/:id/activities', (request, reply) => {
    const { id } = workPackageOfPath(instance, request);
    const elements = instance.activitiesOf(id).map((activity) => renderActivity(instance, activity));
    return sendAll(reply, `/work_packages/${id}/activities`, elements);
  });
  app.post('/api/v3/work_packages/:id/activities', (request, reply) => {
    const workPackage = workPackageOfPath(instance, request);
    const body = bodyOf(request);
    const notes = rawOf(body['comment']);
    if (notes === null) throw badParameter('comment is missing');
    const by = { userId: instance.viewer.id, internal: body['internal'] === true };
    return reply.code(201).send(renderActivity(instance, createComment(instance, workPackage, notes, by)));
  });
  app.get('/api/v3/activities/:id', (request, reply) => reply.send(renderActivity(instance, activityOf(request))));
  app.patch('/api/v3/activities/:id', (request, reply) => {
    const activity = activityOf(request);
    const { comment } = bodyOf(request);
    // Made as an object, edited as a text.
    if (typeof comment !== 'string') throw badParameter('comment is invalid');
    return reply.send(renderActivity(instance, editComment(instance, activity, comment)));
  });

  app.get('/api/v3/work_packages/:id/attachments', (request, reply) => {
    const { id } = workPackageOfPath(instance, request);
    const elements = instance.attachmentsOf(id).map((attachment) => renderAttachment(instance, attachment));
    return sendAll(reply, `/work_packages/${id}/attachments`, elements);
  });
  app.post('/api/v3/work_packages/:id/attachments', (request, reply) => {
    const workPackage = workPackageOfPath(instance, request);
    const { fields, file } = formOf(request);
    const metadata = metadataOf(fields['metadata']);
    if (!file) throw badParameter('file is missing');
    if (file.bytes.length > instance.maximumFileSize)
      throw new Refusal(422, invalid('file', `File is too large (maximum size is ${instance.maximumFileSize} Bytes).`));
    const attachment = addAttachment(
      instance,
      workPackage,
      {
        fileName: metadata.fileName,
        fileSize: file.bytes.length,
        contentType: file.contentType,
        description: rawOf(metadata.description) ?? '',
        bytes: file.bytes,
      },
      instance.viewer.id,
    );
    return reply.send(renderAttachment(instance, attachment));
  });
  app.get('/api/v3/attachments/:id/content', (request, reply) => {
    const attachment = attachmentOf(request);
    return reply.type(attachment.contentType).send(bytesOf(attachment));
  });
  app.get('/api/v3/configuration', (_request, reply) =>
    reply.send({
      _type: 'Configuration',
      _links: { self: { href: '/api/v3/configuration' } },
      maximumAttachmentFileSize: instance.maximumFileSize,
      perPageOptions: [1, 20, 100],
    }),
  );
  app.get('/api/v3/attachments/:id', (request, reply) => reply.send(renderAttachment(instance, attachmentOf(request))));
  app.delete('/api/v3/attachments/:id', (request, reply) => {
    removeAttachment(instance, attachmentOf(request), instance.viewer.id);
    return reply.code(204).send();
  });

  function activityOf(request: FastifyRequest): SandboxActivity {
    const activity = instance.activities.get(Number(param(request)));
    if (!activity) throw notFound();
    return activity;
  }

  function attachmentOf(request: FastifyRequest): SandboxAttachment {
    const attachment = instance.attachments.get(Number(param(request)));
    if (!attachment) throw notFound('specified attachment');
    return attachment;
  }
}

function badParameter(why: string): Refusal {
  return new Refusal(400, { identifier: 'InvalidRequestBody', message: `Bad request: ${why}.` });
}

/** The part beside the file, which has to name it. */
function metadataOf(text: string | undefined): { readonly fileName: string; readonly description?: unknown } {
  try {
    const metadata: unknown = JSON.parse(text ?? '');
    const fileName = member(metadata, 'fileName');
    if (typeof fileName === 'string' && fileName !== '')
      return { fileName, description: member(metadata, 'description') };
  } catch {}
  throw badParameter('metadata is missing or names no file');
}
