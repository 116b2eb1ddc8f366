import { type Dice, type EditRun, editAtRate, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { createIssue } from '../changes/issue-changes.ts';
import { createNote } from '../changes/note-changes.ts';
import type { Instance } from '../model/instance.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { SandboxIssue } from '../model/records.ts';
import { applyEdit, type IssueEdit } from './edits.ts';

/** What people do to their tracker all day, at a steady rate. @returns how many edits were made */
export function runEdits(instance: Instance, run: EditRun): Promise<number> {
  return editAtRate(run, (dice) => editSomething(instance, dice));
}

function editSomething(instance: Instance, dice: Dice): void {
  const project = dice.pick(instance.projects);
  const by = dice.pick(instance.users.filter((user) => user.state === 'active' && !user.bot));
  const issue = someIssue(project, dice);
  if (issue === undefined || dice.chance(0.1)) {
    createIssue(instance, project, { title: titleFrom(dice), description: paragraphFrom(dice) }, by);
    return;
  }
  const edits: readonly (() => IssueEdit)[] = [
    () => ({ title: titleFrom(dice) }),
    () => ({ description: paragraphFrom(dice) }),
    () => ({ state: issue.state === 'opened' ? 'closed' : 'opened' }),
    () => ({ labels: issue.labels.length > 2 ? issue.labels.slice(1) : [...issue.labels, `label-${dice.below(9)}`] }),
    () => ({ assignees: dice.chance(0.2) ? [] : [by.id] }),
    () => ({ dueDate: `2027-0${1 + dice.below(9)}-1${dice.below(10)}` }),
  ];
  if (dice.chance(0.15)) createNote(instance, { on: 'issue', issue }, { body: paragraphFrom(dice) }, by);
  else applyEdit(instance, issue, dice.pick(edits)(), by);
}

/** Newer issues are edited more often. */
function someIssue(project: ProjectStore, dice: Dice): SandboxIssue | undefined {
  for (let tries = 0; tries < 20; tries += 1) {
    const issue = project.issue(project.highest - Math.floor(dice.next() ** 3 * project.highest));
    if (issue && ['issue', 'incident'].includes(issue.type)) return issue;
  }
  return undefined;
}
