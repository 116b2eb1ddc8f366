import type { FastifyInstance } from 'fastify';
import { createLabel, deleteLabel, editLabel, type LabelEdit } from '../changes/label-changes.ts';
import { notFound } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import { renderLabel } from '../render/render-issue.ts';
import { bodyOf, params, repositoryOf, textField } from './lookup.ts';
import { pagePlace, sendJson, sendList, setLinks, slicePage } from './paging.ts';

export function labelRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.get('/repos/:owner/:repo/labels', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const labels = [...repository.labels.values()];
    const place = pagePlace(request);
    setLinks(request, reply, place, labels.length);
    return sendList(
      reply,
      slicePage(labels, place, 'asc').map((label) => renderLabel(repository, label)),
    );
  });

  app.get('/repos/:owner/:repo/labels/:name', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const label = repository.labelNamed(params(request)['name'] ?? '');
    if (label === undefined) throw notFound();
    return sendJson(reply, renderLabel(repository, label));
  });

  app.post('/repos/:owner/:repo/labels', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const body = bodyOf(request);
    const label = createLabel(
      organisation,
      repository,
      { ...editOf(body), name: textField(body, 'Label', 'name') },
      organisation.viewer,
    );
    return sendJson(reply, renderLabel(repository, label), 201);
  });

  app.patch('/repos/:owner/:repo/labels/:name', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const label = editLabel(
      organisation,
      repository,
      params(request)['name'] ?? '',
      editOf(bodyOf(request)),
      organisation.viewer,
    );
    return sendJson(reply, renderLabel(repository, label));
  });

  app.delete('/repos/:owner/:repo/labels/:name', (request, reply) => {
    deleteLabel(organisation, repositoryOf(organisation, request), params(request)['name'] ?? '', organisation.viewer);
    return reply.code(204).send();
  });
}

function editOf({ new_name: newName, color, description }: Readonly<Record<string, unknown>>): LabelEdit {
  return {
    ...(typeof newName === 'string' ? { name: newName } : {}),
    ...(typeof color === 'string' ? { color: color.replace('#', '') } : {}),
    ...(typeof description === 'string' || description === null ? { description } : {}),
  };
}
