import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  addCheckItem,
  createChecklist,
  createLabel,
  deleteCheckItem,
  deleteChecklist,
  deleteLabel,
  editCheckItem,
  editChecklist,
  editLabel,
  editList,
} from '../changes/board-changes.ts';
import { notFound } from '../changes/refusal.ts';
import type { World } from '../model/world.ts';
import { renderLabel, renderList } from '../render/render-board.ts';
import { renderChecklist } from '../render/render-card.ts';
import { at, cardAt, param, wanted } from './reading.ts';

/** Labels, checklists and lists by their own ids. */
export function partRoutes(app: FastifyInstance, world: World): void {
  const me = () => world.viewer.id;
  const label = (request: FastifyRequest) => at(world, world.labels, param(request, 'id'));
  const checklist = (request: FastifyRequest) => at(world, world.checklists, param(request, 'id'));

  app.get('/1/labels/:id', (request, reply) => reply.send(renderLabel(label(request))));
  app.post('/1/labels', (request, reply) => reply.send(renderLabel(createLabel(world, wanted(request), me()))));
  app.put('/1/labels/:id', (request, reply) =>
    reply.send(renderLabel(editLabel(world, label(request), wanted(request), me()))),
  );
  app.delete('/1/labels/:id', (request, reply) => {
    deleteLabel(world, label(request), me());
    return reply.send({ limits: {} });
  });

  app.put('/1/lists/:id', (request, reply) =>
    reply.send(renderList(editList(world, at(world, world.lists, param(request, 'id')), wanted(request), me()))),
  );

  app.get('/1/checklists/:id', (request, reply) => reply.send(renderChecklist(checklist(request))));
  app.post('/1/checklists', (request, reply) =>
    reply.send(renderChecklist(createChecklist(world, wanted(request), me()))),
  );
  app.put('/1/checklists/:id', (request, reply) =>
    reply.send(renderChecklist(editChecklist(world, checklist(request), wanted(request), me()))),
  );
  app.delete('/1/checklists/:id', (request, reply) => {
    deleteChecklist(world, checklist(request), me());
    return reply.send({ limits: {} });
  });
  app.post('/1/checklists/:id/checkItems', (request, reply) => {
    const { items } = addCheckItem(world, checklist(request), wanted(request), me());
    return reply.send(items.at(-1));
  });
  app.delete('/1/checklists/:id/checkItems/:item', (request, reply) => {
    const list = checklist(request);
    const itemId = param(request, 'item');
    if (!list.items.some(({ id }) => id === itemId)) throw notFound();
    deleteCheckItem(world, list, itemId, me());
    return reply.send({ limits: {} });
  });
  app.put('/1/cards/:id/checkItem/:item', (request, reply) => {
    const itemId = param(request, 'item');
    const { id } = cardAt(world, param(request, 'id'));
    const list = world.checklistsOf(id).find(({ items }) => items.some((item) => item.id === itemId));
    if (!list) throw notFound();
    const after = editCheckItem(world, list, itemId, wanted(request), me());
    return reply.send(after.items.find((item) => item.id === itemId));
  });
}
