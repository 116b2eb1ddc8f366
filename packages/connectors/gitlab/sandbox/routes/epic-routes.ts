import type { FastifyInstance } from 'fastify';
import { createEpic, deleteEpic, editEpic } from '../changes/epic-changes.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxEpic } from '../model/records.ts';
import { renderEpic } from '../render/render-epic.ts';
import { bodyOf, epicOf, epicsGroupOf, query, queryTime, sendList } from './reading.ts';

const AT = '/api/v4/groups/:id/epics';

export function epicRoutes(app: FastifyInstance, instance: Instance): void {
  const render = (epic: SandboxEpic) => renderEpic(instance, epic);

  app.get(AT, (request, reply) => {
    const group = epicsGroupOf(instance, request);
    const withBelow = query(request, 'include_descendant_groups') !== 'false';
    const key = query(request, 'order_by') === 'updated_at' ? 'updatedAt' : 'createdAt';
    const [after, before] = [queryTime(request, 'created_after'), queryTime(request, 'created_before')];
    const since = queryTime(request, 'updated_after');
    const epics = [...instance.epics.values()]
      .filter((epic) => epic.group.id === group.id || (withBelow && epic.group.path.startsWith(`${group.path}/`)))
      .filter((epic) => epic.createdAt >= (after ?? 0) && epic.createdAt <= (before ?? Infinity))
      .filter((epic) => epic.updatedAt >= (since ?? 0))
      .sort((a, b) => a[key] - b[key] || a.id - b.id);
    if (query(request, 'sort') !== 'asc') epics.reverse();
    const withLabels = query(request, 'with_labels_details') === 'true';
    return sendList(instance, request, reply, epics, (epic) => renderEpic(instance, epic, withLabels));
  });
  app.get(`${AT}/:iid`, (request, reply) => reply.send(render(epicOf(instance, request))));
  app.post(AT, (request, reply) =>
    reply
      .code(201)
      .send(render(createEpic(instance, epicsGroupOf(instance, request), bodyOf(request), instance.viewer))),
  );
  app.put(`${AT}/:iid`, (request, reply) =>
    reply.send(render(editEpic(instance, epicOf(instance, request), bodyOf(request), instance.viewer))),
  );
  app.delete(`${AT}/:iid`, (request, reply) => {
    deleteEpic(instance, epicOf(instance, request));
    return reply.code(204).send();
  });
}
