import type { SandboxAction, SandboxCard } from '../model/records.ts';
import type { World } from '../model/world.ts';
import { placeOf } from './card-changes.ts';
import { invalid } from './refusal.ts';

export function createComment(world: World, card: SandboxCard, text: unknown, by: string): SandboxAction {
  const action = world.act('commentCard', placeOf(card), by, { text: textOf(text) });
  touch(world, card.id);
  return action;
}

export function editComment(world: World, action: SandboxAction, text: unknown, by: string): SandboxAction {
  const edited = new Date(world.nowMs()).toISOString();
  const after = { ...action, data: { ...action.data, text: textOf(text), dateLastEdited: edited } };
  world.putAction(after);
  touch(world, action.cardId);
  world.act('updateComment', action, by, { action: { id: action.id, text: textOf(text) }, old: action.data });
  return after;
}

export function deleteComment(world: World, action: SandboxAction, by: string): void {
  world.removeAction(action.id);
  touch(world, action.cardId);
  world.act('deleteComment', action, by, { action: { id: action.id } });
}

export function touch(world: World, cardId: string | null): void {
  const card = world.cards.get(cardId ?? '');
  if (card) world.putCard({ ...card, lastActivity: world.nowMs() });
}

function textOf(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > 16_384) throw invalid('text');
  return value;
}
