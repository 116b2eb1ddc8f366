import { type Dice, type EditRun, editAtRate, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { createComment } from '../changes/comment-changes.ts';
import { createWorkPackage } from '../changes/work-package-changes.ts';
import { PRIORITIES, STATUSES, TYPES } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import { applyEdit, bodyFrom, type WorkPackageEdit } from './edits.ts';

/** What people do to their tracker all day, at a steady rate. @returns how many edits were made */
export function runEdits(instance: Instance, run: EditRun): Promise<number> {
  return editAtRate(run, (dice) => editSomething(instance, dice));
}

function editSomething(instance: Instance, dice: Dice): void {
  const people = instance.principals.filter(({ type, status }) => type === 'User' && status === 'active');
  const by = dice.pick(people).id;
  const all = [...instance.workPackages.values()];
  if (all.length === 0 || dice.chance(0.1)) {
    const project = dice.pick([...instance.projects.values()]);
    const draft = { subject: titleFrom(dice), description: paragraphFrom(dice), type: 'Task' };
    createWorkPackage(instance, project, bodyFrom(instance, project.id, draft), by);
    return;
  }
  const one = dice.pick(all);
  const isMilestone = TYPES.some(({ id, isMilestone: is }) => id === one.typeId && is);
  const edits: readonly (() => WorkPackageEdit)[] = [
    () => ({ subject: titleFrom(dice) }),
    () => ({ description: paragraphFrom(dice) }),
    () => ({ status: dice.pick(STATUSES).name }),
    () => ({ priority: dice.pick(PRIORITIES).name }),
    () => ({ assignee: dice.chance(0.2) ? null : String(by) }),
    () => (isMilestone ? {} : { startDate: null, dueDate: `2027-0${1 + dice.below(9)}-1${dice.below(10)}` }),
  ];
  if (dice.chance(0.15)) createComment(instance, one, paragraphFrom(dice), { userId: by });
  else applyEdit(instance, one, dice.pick(edits)(), by);
}
