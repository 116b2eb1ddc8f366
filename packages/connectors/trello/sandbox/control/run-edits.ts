import { type Dice, type EditRun, editAtRate, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { createCard } from '../changes/card-changes.ts';
import { createComment } from '../changes/comment-changes.ts';
import type { World } from '../model/world.ts';
import { applyEdit, bodyFrom, type CardEdit } from './edits.ts';

/** What people do to their boards all day, at a steady rate. @returns how many edits were made */
export function runEdits(world: World, run: EditRun): Promise<number> {
  return editAtRate(run, (dice) => editSomething(world, dice));
}

function editSomething(world: World, dice: Dice): void {
  const by = dice.pick(world.members).id;
  const board = dice.pick([...world.boards.values()]);
  const lists = world.listsOf(board.id).filter(({ closed }) => !closed);
  const cards = world.cardsOf(board.id);
  const list = dice.pick(lists).name;
  if (cards.length === 0 || dice.chance(0.1)) {
    createCard(world, bodyFrom(world, board.id, { name: titleFrom(dice), list }), by);
    return;
  }
  const card = dice.pick(cards);
  const edits: readonly (() => CardEdit)[] = [
    () => ({ name: titleFrom(dice) }),
    () => ({ desc: paragraphFrom(dice) }),
    () => ({ list }),
    () => ({ closed: !card.closed }),
    () => ({ members: [dice.pick(world.membersOf(board.id)).id] }),
    () => ({ labels: [dice.pick(world.labelsOf(board.id).filter(({ name }) => name !== '')).name] }),
    () => ({ due: new Date(Date.UTC(2027, dice.below(12), 1)).toISOString() }),
  ];
  if (dice.chance(0.15)) createComment(world, card, paragraphFrom(dice), by);
  else applyEdit(world, card, dice.pick(edits)(), by);
}
