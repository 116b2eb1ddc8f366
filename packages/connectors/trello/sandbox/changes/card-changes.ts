import type { SandboxCard } from '../model/records.ts';
import type { World } from '../model/world.ts';
import { checkCard } from './check-card.ts';
import { invalid } from './refusal.ts';

type Body = Readonly<Record<string, unknown>>;

export function createCard(world: World, body: Body, by: string): SandboxCard {
  const list = world.lists.get(String(body['idList']));
  if (!list) throw invalid('idList');
  const change = checkCard(world, body, list.boardId);
  const now = world.nowMs();
  const card = world.putCard({
    desc: '',
    closed: false,
    due: null,
    start: null,
    dueComplete: false,
    memberIds: [],
    labelIds: [],
    ...change,
    name: change.name ?? '',
    id: world.takeId(now),
    boardId: list.boardId,
    listId: list.id,
    number: 1 + Math.max(0, ...world.cardsOf(list.boardId).map(({ number }) => number)),
    pos: now,
    shortLink: world.takeShortLink(),
    isTemplate: false,
    custom: {},
    lastActivity: now,
  });
  world.act('createCard', placeOf(card), by, { list: { id: list.id, name: list.name } });
  return card;
}

/** One request may be several actions: Trello tells each change of its own. */
export function editCard(world: World, before: SandboxCard, body: Body, by: string): SandboxCard {
  const moved = typeof body['idBoard'] === 'string' ? moveCard(world, before, body, by) : before;
  const change = checkCard(world, body, moved.boardId);
  const card = world.putCard({ ...moved, ...change, lastActivity: world.nowMs() });
  for (const name of ['name', 'desc', 'closed', 'due', 'start', 'dueComplete'] as const)
    if (card[name] !== moved[name]) world.act('updateCard', placeOf(card), by, { old: { [name]: moved[name] } });
  if (card.listId !== moved.listId && moved === before) tellMove(world, before, card, by);
  tellSet(world, card, by, 'memberIds', moved, {
    added: 'addMemberToCard',
    removed: 'removeMemberFromCard',
    as: 'member',
  });
  tellSet(world, card, by, 'labelIds', moved, { added: 'addLabelToCard', removed: 'removeLabelFromCard', as: 'label' });
  return card;
}

function tellMove(world: World, before: SandboxCard, card: SandboxCard, by: string): void {
  const shown = (id: string) => ({ id, name: world.lists.get(id)?.name ?? '' });
  const data = { old: { idList: before.listId }, listBefore: shown(before.listId), listAfter: shown(card.listId) };
  world.act('updateCard', placeOf(card), by, data);
}

function tellSet(
  world: World,
  card: SandboxCard,
  by: string,
  name: 'memberIds' | 'labelIds',
  before: SandboxCard,
  types: { readonly added: string; readonly removed: string; readonly as: string },
): void {
  for (const id of card[name])
    if (!before[name].includes(id)) world.act(types.added, placeOf(card), by, { [types.as]: { id } });
  for (const id of before[name])
    if (!card[name].includes(id)) world.act(types.removed, placeOf(card), by, { [types.as]: { id } });
}

/** To a list of another board; its labels and custom fields stay behind. */
function moveCard(world: World, card: SandboxCard, body: Body, by: string): SandboxCard {
  const board = world.board(String(body['idBoard']));
  if (!board) throw invalid('idBoard');
  const lists = world.listsOf(board.id).filter(({ closed }) => !closed);
  const listId = typeof body['idList'] === 'string' ? body['idList'] : lists[0]?.id;
  if (listId === undefined) throw invalid('idList');
  world.act('moveCardFromBoard', placeOf(card), by, { boardTarget: { id: board.id } });
  const moved = world.putCard({
    ...card,
    boardId: board.id,
    listId,
    labelIds: [],
    custom: {},
    lastActivity: world.nowMs(),
  });
  world.act('moveCardToBoard', placeOf(moved), by, { boardSource: { id: card.boardId } });
  return moved;
}

export function deleteCard(world: World, card: SandboxCard, by: string): void {
  world.removeCard(card);
  // Its own actions went with it; this one tells of it.
  world.act('deleteCard', { boardId: card.boardId }, by, {
    card: { id: card.id, idShort: card.number, shortLink: card.shortLink },
  });
}

export function placeOf(card: SandboxCard) {
  return { boardId: card.boardId, cardId: card.id };
}
