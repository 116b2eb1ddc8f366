import { formOf } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badParameter, notFound, Refusal } from '../changes/refusal.ts';
import type { Instance } from '../model/instance.ts';
import { addressOf } from '../model/upload-store.ts';
import { param, projectOf } from './reading.ts';

/** Files of projects, which texts name. */
export function uploadRoutes(app: FastifyInstance, instance: Instance): void {
  const at = '/api/v4/projects/:id/uploads';
  const uploadOf = (request: FastifyRequest) => {
    const { id } = projectOf(instance, request).place;
    const upload = instance.uploads.find(id, param(request, 'secret'), param(request, 'name'));
    if (!upload) throw notFound('Upload');
    return upload;
  };

  app.get('/api/v4/version', (_request, reply) => reply.send({ version: instance.version, revision: '0000000000' }));
  app.post(at, (request, reply) => {
    const { id } = projectOf(instance, request).place;
    const { file } = formOf(request);
    if (!file) throw badParameter('file is missing');
    if (file.bytes.length > instance.uploads.largest) throw new Refusal(413, 'File is too large');
    const upload = instance.uploads.add(id, file);
    const url = addressOf(upload);
    const alt = upload.fileName.replace(/\.[^.]*$/, '');
    const isPicture = upload.contentType.startsWith('image/');
    return reply.code(201).send({
      id: 1,
      alt,
      url,
      full_path: `/-/project/${id}${url}`,
      markdown: `${isPicture ? '!' : ''}[${isPicture ? alt : upload.fileName}](${url})`,
    });
  });
  app.get(`${at}/:secret/:name`, (request, reply) => {
    const { bytes, contentType } = uploadOf(request);
    return reply.type(contentType).send(bytes);
  });
  app.delete(`${at}/:secret/:name`, (request, reply) => {
    if (!instance.isMaintainer) throw new Refusal(403, '403 Forbidden');
    instance.uploads.remove(uploadOf(request));
    return reply.code(204).send();
  });
}
