import { type Dice, type EditRun, editAtRate, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { createComment } from '../changes/comment-changes.ts';
import { createIssue } from '../changes/issue-changes.ts';
import { documentFrom } from '../model/adf.ts';
import { PRIORITIES } from '../model/catalogue.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { SandboxIssue } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { applyEdit, fieldsOf, type IssueEdit } from './edits.ts';

/** What people do to their tracker all day, at a steady rate. @returns how many edits were made */
export function runEdits(site: Site, run: EditRun): Promise<number> {
  return editAtRate(run, (dice) => editSomething(site, dice));
}

function editSomething(site: Site, dice: Dice): void {
  const project = dice.pick(site.projects);
  const by = dice.pick(site.users.filter((user) => user.active && user.type === 'atlassian'));
  const issue = someIssue(project, dice);
  if (issue === undefined || dice.chance(0.1)) {
    const fields = fieldsOf({ summary: titleFrom(dice), description: paragraphFrom(dice), type: 'Task' });
    createIssue(site, { fields: { ...fields, project: { key: project.facts.key } } }, by);
    return;
  }
  const edits: readonly (() => IssueEdit)[] = [
    () => ({ summary: titleFrom(dice) }),
    () => ({ description: paragraphFrom(dice) }),
    () => ({ status: dice.pick(site.workflow[issue.status] ?? [issue.status]) }),
    () => ({ priority: dice.pick(PRIORITIES).name }),
    () => ({ labels: issue.labels.length > 2 ? issue.labels.slice(1) : [...issue.labels, `label-${dice.below(9)}`] }),
    () => ({ assignee: dice.chance(0.2) ? null : by.accountId }),
    () => ({ dueDate: `2027-0${1 + dice.below(9)}-1${dice.below(10)}` }),
  ];
  if (dice.chance(0.15)) createComment(site, issue, { body: documentFrom(paragraphFrom(dice)) }, by);
  else applyEdit(site, issue, dice.pick(edits)(), by);
}

/** Newer issues are edited more often. */
function someIssue(project: ProjectStore, dice: Dice): SandboxIssue | undefined {
  for (let tries = 0; tries < 20; tries += 1) {
    const issue = project.issue(project.highest - Math.floor(dice.next() ** 3 * project.highest));
    if (issue) return issue;
  }
  return undefined;
}
