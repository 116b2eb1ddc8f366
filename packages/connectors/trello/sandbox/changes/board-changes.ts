import type { SandboxChecklist, SandboxLabel, SandboxList } from '../model/records.ts';
import type { World } from '../model/world.ts';
import { placeOf } from './card-changes.ts';
import { nameOf } from './check-card.ts';
import { touch } from './comment-changes.ts';
import { invalid } from './refusal.ts';

type Body = Readonly<Record<string, unknown>>;

const COLOR = /^(green|yellow|orange|red|purple|blue|sky|lime|pink|black)(_light|_dark)?$/;

export function createLabel(world: World, body: Body, by: string): SandboxLabel {
  const board = world.board(String(body['idBoard']));
  if (!board) throw invalid('idBoard');
  const label = { id: world.takeId(), boardId: board.id, name: labelName(body['name']), color: colorOf(body['color']) };
  world.labels.set(label.id, label);
  world.act('createLabel', label, by, { label });
  return label;
}

export function editLabel(world: World, label: SandboxLabel, body: Body, by: string): SandboxLabel {
  const after = {
    ...label,
    ...(body['name'] !== undefined && { name: labelName(body['name']) }),
    ...(body['color'] !== undefined && { color: colorOf(body['color']) }),
  };
  world.labels.set(label.id, after);
  world.act('updateLabel', label, by, { label: after });
  return after;
}

/** Cards lose it, which is no activity of theirs. */
export function deleteLabel(world: World, label: SandboxLabel, by: string): void {
  world.labels.delete(label.id);
  for (const card of world.cardsOf(label.boardId))
    if (card.labelIds.includes(label.id))
      world.putCard({ ...card, labelIds: card.labelIds.filter((id) => id !== label.id) });
  world.act('deleteLabel', label, by, { label: { id: label.id } });
}

export function editList(world: World, list: SandboxList, body: Body, by: string): SandboxList {
  const after = {
    ...list,
    ...(body['name'] !== undefined && { name: nameOf(body['name']) }),
    ...(body['closed'] !== undefined && { closed: body['closed'] === true || body['closed'] === 'true' }),
  };
  world.lists.set(list.id, after);
  const old = {
    ...(after.name !== list.name && { name: list.name }),
    ...(after.closed !== list.closed && { closed: list.closed }),
  };
  world.act('updateList', list, by, { list: { id: list.id, name: after.name }, old });
  return after;
}

export function createChecklist(world: World, body: Body, by: string): SandboxChecklist {
  const card = world.cards.get(String(body['idCard']));
  if (!card) throw invalid('idCard');
  const at = world.nowMs();
  const list: SandboxChecklist = {
    id: world.takeId(at),
    boardId: card.boardId,
    cardId: card.id,
    name: nameOf(body['name']),
    pos: at,
    items: [],
  };
  world.putChecklist(list);
  touch(world, card.id);
  world.act('addChecklistToCard', placeOf(card), by, { checklist: { id: list.id, name: list.name } });
  return list;
}

export function editChecklist(world: World, list: SandboxChecklist, body: Body, by: string): SandboxChecklist {
  const after = { ...list, ...(body['name'] !== undefined && { name: nameOf(body['name']) }) };
  world.putChecklist(after);
  touch(world, list.cardId);
  world.act('updateChecklist', list, by, { checklist: { id: list.id, name: after.name } });
  return after;
}

export function addCheckItem(world: World, list: SandboxChecklist, body: Body, by: string): SandboxChecklist {
  const item = {
    id: world.takeId(),
    name: nameOf(body['name']),
    state: stateOf(body),
    pos: placeIn(list, body['pos']),
  };
  const after = world.putChecklist({ ...list, items: [...list.items, item] });
  touch(world, list.cardId);
  world.act('createCheckItem', list, by, { checklist: { id: list.id, name: list.name }, checkItem: item });
  return after;
}

export function editCheckItem(
  world: World,
  list: SandboxChecklist,
  itemId: string,
  body: Body,
  by: string,
): SandboxChecklist {
  const items = list.items.map((item) =>
    item.id !== itemId
      ? item
      : {
          ...item,
          ...(body['name'] !== undefined && { name: nameOf(body['name']) }),
          ...(body['state'] !== undefined && { state: stateOf({ checked: body['state'] === 'complete' }) }),
          ...(body['pos'] !== undefined && { pos: placeIn(list, body['pos']) }),
        },
  );
  const after = world.putChecklist({ ...list, items });
  touch(world, list.cardId);
  const type = body['state'] === undefined ? 'updateCheckItem' : 'updateCheckItemStateOnCard';
  world.act(type, list, by, { checklist: { id: list.id, name: list.name }, checkItem: { id: itemId } });
  return after;
}

export function deleteCheckItem(world: World, list: SandboxChecklist, itemId: string, by: string): void {
  world.putChecklist({ ...list, items: list.items.filter(({ id }) => id !== itemId) });
  touch(world, list.cardId);
  world.act('deleteCheckItem', list, by, { checklist: { id: list.id, name: list.name }, checkItem: { id: itemId } });
}

function stateOf({ checked }: Body): 'complete' | 'incomplete' {
  return checked === true || checked === 'true' ? 'complete' : 'incomplete';
}

/** At the end, unless a place is named. */
function placeIn(list: SandboxChecklist, value: unknown): number {
  const named = Number(value);
  if (value !== undefined && !(named > 0)) throw invalid('pos');
  return value === undefined ? 16_384 + Math.max(0, ...list.items.map(({ pos }) => pos)) : named;
}

export function deleteChecklist(world: World, list: SandboxChecklist, by: string): void {
  world.checklists.delete(list.id);
  touch(world, list.cardId);
  world.act('removeChecklistFromCard', list, by, { checklist: { id: list.id, name: list.name } });
}

function labelName(value: unknown): string {
  if (typeof value !== 'string' || value.length > 16_384) throw invalid('name');
  return value.trim();
}

function colorOf(value: unknown): string | null {
  if (value === null || value === undefined || value === 'null') return null;
  if (typeof value !== 'string' || !COLOR.test(value)) throw invalid('color');
  return value;
}
