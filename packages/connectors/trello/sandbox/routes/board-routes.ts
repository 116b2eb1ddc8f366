import type { FastifyInstance } from 'fastify';
import { notFound } from '../changes/refusal.ts';
import type { World } from '../model/world.ts';
import {
  renderAction,
  renderBoard,
  renderCustomField,
  renderLabel,
  renderList,
  renderMember,
} from '../render/render-board.ts';
import { chosen, renderCard, renderChecklist } from '../render/render-card.ts';
import { at, boardAt, pageOf, param, type Query, queryOf } from './reading.ts';

/** Reading of boards, and of what Trello gives of a board at once. */
export function boardRoutes(app: FastifyInstance, world: World): void {
  const board = (request: Parameters<typeof param>[0]) => boardAt(world, param(request, 'id'));

  app.get('/1/members/me', (request, reply) =>
    reply.send(chosen(renderMember(world, world.viewer), queryOf(request).fields)),
  );
  app.get('/1/members/:id', (request, reply) => {
    const member = world.members.find(({ id, username }) => [id, username].includes(param(request, 'id')));
    if (!member) throw notFound();
    return reply.send(chosen(renderMember(world, member), queryOf(request).fields));
  });
  app.get('/1/members/me/boards', (request, reply) => {
    const { filter = 'all', fields } = queryOf(request);
    const shown = [...world.boards.values()].filter(
      ({ id, closed }) => isShown(closed, filter) && !world.hidden.has(id),
    );
    return reply.send(shown.map((one) => chosen(renderBoard(one), fields)));
  });
  app.get('/1/boards/:id', (request, reply) =>
    reply.send(chosen(renderBoard(board(request)), queryOf(request).fields)),
  );
  app.get('/1/boards/:id/lists', (request, reply) => {
    const { filter = 'open', fields } = queryOf(request);
    const lists = world.listsOf(board(request).id).filter(({ closed }) => isShown(closed, filter));
    return reply.send(lists.map((list) => chosen(renderList(list), fields)));
  });
  app.get('/1/boards/:id/labels', (request, reply) =>
    reply.send(
      world
        .labelsOf(board(request).id)
        .slice(0, Number(queryOf(request).limit ?? 50))
        .map(renderLabel),
    ),
  );
  app.get('/1/boards/:id/customFields', (request, reply) =>
    reply.send(world.customFieldsOf(board(request).id).map(renderCustomField)),
  );
  app.get('/1/boards/:id/members', (request, reply) => {
    const { fields = 'fullName,username' } = queryOf(request);
    return reply.send(world.membersOf(board(request).id).map((member) => chosen(renderMember(world, member), fields)));
  });
  app.get('/1/boards/:id/checklists', (request, reply) => {
    const { id } = board(request);
    return reply.send([...world.checklists.values()].filter((list) => list.boardId === id).map(renderChecklist));
  });
  app.get('/1/boards/:id/cards', (request, reply) => {
    const query = queryOf(request);
    const cards = world.cardsOf(board(request).id);
    return reply.send(cardsShown(world, cards, query).map((card) => renderCard(world, card, query)));
  });
  app.get('/1/boards/:id/actions', (request, reply) => {
    const query = queryOf(request);
    const types = query.filter === undefined || query.filter === 'all' ? null : query.filter.split(',');
    const models = query['idModels']?.split(',') ?? null;
    const actions = world.actionsOf(board(request).id).filter((action) => {
      if (types !== null && !types.includes(action.type)) return false;
      return models === null || models.includes(action.cardId ?? '') || models.includes(action.boardId);
    });
    return reply.send(pageOf(actions, query, 50).map((action) => chosenAction(world, action.id, query)));
  });
  app.get('/1/lists/:id', (request, reply) =>
    reply.send(chosen(renderList(at(world, world.lists, param(request, 'id'))), queryOf(request).fields)),
  );
  app.get('/1/lists/:id/cards', (request, reply) => {
    const query = queryOf(request);
    const { id, boardId } = at(world, world.lists, param(request, 'id'));
    const cards = world.cardsOf(boardId).filter(({ listId }) => listId === id);
    return reply.send(cardsShown(world, cards, query).map((card) => renderCard(world, card, query)));
  });
  app.get('/1/customFields/:id', (request, reply) =>
    reply.send(renderCustomField(at(world, world.customFields, param(request, 'id')))),
  );
}

function isShown(closed: boolean, filter: string): boolean {
  return filter === 'all' || (filter === 'closed' ? closed : !closed);
}

/** Without a limit they come in the order of their places, and all of them. */
function cardsShown(world: World, cards: ReturnType<World['cardsOf']>, query: Query) {
  const shown = cards.filter(({ closed, listId }) => {
    if (query.filter === 'visible') return !closed && world.lists.get(listId)?.closed === false;
    return isShown(closed, query.filter ?? 'open');
  });
  const isPaged = [query.limit, query['before'], query['since']].some((value) => value !== undefined);
  return isPaged ? pageOf(shown, query, 1_000) : shown.sort((a, b) => a.pos - b.pos);
}

export function chosenAction(world: World, id: string, query: Query) {
  const action = world.actions.get(id);
  if (!action) throw notFound();
  const { memberCreator, ...rest } = renderAction(world, action);
  const shown = chosen(rest, query.fields);
  return query['memberCreator'] === 'false' ? shown : { ...shown, memberCreator };
}
