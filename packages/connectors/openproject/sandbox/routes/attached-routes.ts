import type { FastifyInstance, FastifyRequest } from 'fastify';
import { rawOf } from '../changes/body.ts';
import { createComment, editComment, removeAttachment } from '../changes/comment-changes.ts';
import { notFound, Refusal } from '../changes/refusal.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxActivity, SandboxAttachment } from '../model/records.ts';
import { renderActivity } from '../render/render-activity.ts';
import { renderAttachment } from '../render/render-attachment.ts';
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
