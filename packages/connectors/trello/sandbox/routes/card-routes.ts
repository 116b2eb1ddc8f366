import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createCard, deleteCard, editCard } from '../changes/card-changes.ts';
import { createComment, deleteComment, editComment } from '../changes/comment-changes.ts';
import { setCustomValue } from '../changes/custom-values.ts';
import { notFound } from '../changes/refusal.ts';
import type { World } from '../model/world.ts';
import { renderCard, renderChecklist } from '../render/render-card.ts';
import { chosenAction } from './board-routes.ts';
import { at, cardAt, param, queryOf, wanted } from './reading.ts';

/** Cards and what is said about them. */
export function cardRoutes(app: FastifyInstance, world: World): void {
  const me = () => world.viewer.id;
  const card = (request: FastifyRequest, name = 'id') => cardAt(world, param(request, name));
  const comment = (request: FastifyRequest) => {
    const action = at(world, world.actions, param(request, 'id'));
    if (!/^(commentCard|copyCommentCard)$/.test(action.type)) throw notFound();
    return action;
  };

  app.get('/1/cards/:id', (request, reply) => reply.send(renderCard(world, card(request), queryOf(request))));
  app.post('/1/cards', (request, reply) => {
    const made = createCard(world, wanted(request), me());
    return reply.send(renderCard(world, made));
  });
  app.put('/1/cards/:id', (request, reply) =>
    reply.send(renderCard(world, editCard(world, card(request), wanted(request), me()))),
  );
  app.delete('/1/cards/:id', (request, reply) => {
    deleteCard(world, card(request), me());
    return reply.send({ limits: {} });
  });
  app.get('/1/cards/:id/checklists', (request, reply) =>
    reply.send(world.checklistsOf(card(request).id).map(renderChecklist)),
  );
  app.put('/1/cards/:id/customField/:field/item', (request, reply) => {
    const fieldId = param(request, 'field');
    const edited = setCustomValue(world, card(request), fieldId, wanted(request), me());
    return reply.send({ idCustomField: fieldId, idModel: edited.id, modelType: 'card', ...edited.custom[fieldId] });
  });
  app.post('/1/cards/:id/actions/comments', (request, reply) => {
    const { id } = createComment(world, card(request), wanted(request)['text'], me());
    return reply.send(chosenAction(world, id, {}));
  });
  app.get('/1/actions/:id', (request, reply) => {
    const { id } = at(world, world.actions, param(request, 'id'));
    return reply.send(chosenAction(world, id, queryOf(request)));
  });
  app.put('/1/actions/:id', (request, reply) => {
    const { id } = editComment(world, comment(request), wanted(request)['text'], me());
    return reply.send(chosenAction(world, id, {}));
  });
  app.delete('/1/actions/:id', (request, reply) => {
    deleteComment(world, comment(request), me());
    return reply.send({ _value: null });
  });
}
