import { type Dice, type EditRun, editAtRate, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { createComment } from '../changes/comment-changes.ts';
import { createIssue, editIssue } from '../changes/issue-changes.ts';
import type { Organisation } from '../model/organisation.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { setProjectItemStatus } from './project-status.ts';

/** What people do to their trackers all day, at a steady rate. @returns how many edits were made */
export function runEdits(organisation: Organisation, run: EditRun): Promise<number> {
  return editAtRate(run, (dice) => editSomething(organisation, dice));
}

function editSomething(organisation: Organisation, dice: Dice): void {
  const repository = dice.pick(organisation.repositories);
  const sender = dice.pick(organisation.members);
  const number = existingNumber(repository, dice);
  if (number === null || dice.chance(0.1)) {
    createIssue(organisation, repository, { title: titleFrom(dice), body: paragraphFrom(dice) }, sender);
    return;
  }
  const issue = repository.issue(number);
  if (issue === undefined) return;
  const labels = repository.labelsOf(issue).map(({ name }) => name);
  const milestones = [...repository.milestones.keys()];
  const edits: readonly (() => void)[] = [
    () => void editIssue(organisation, repository, number, { title: titleFrom(dice) }, sender),
    () => void editIssue(organisation, repository, number, { body: paragraphFrom(dice) }, sender),
    // What was merged stays closed.
    () =>
      void editIssue(
        organisation,
        repository,
        number,
        { state: issue.state === 'open' || issue.mergedAt !== null ? 'closed' : 'open' },
        sender,
      ),
    () =>
      void editIssue(
        organisation,
        repository,
        number,
        { labels: labels.length > 2 ? labels.slice(1) : [...labels, dice.pick([...repository.labels.values()]).name] },
        sender,
      ),
    () =>
      void editIssue(organisation, repository, number, { assignees: [dice.pick(organisation.members).login] }, sender),
    () =>
      void editIssue(
        organisation,
        repository,
        number,
        { milestone: milestones.length === 0 ? null : dice.pick(milestones) },
        sender,
      ),
    () => void createComment(organisation, repository, number, paragraphFrom(dice), sender),
    () => void setProjectItemStatus(organisation, 1, issue.id, dice.pick(['Todo', 'In Progress', 'Done'])),
  ];
  dice.pick(edits)();
}

/** Newer issues are edited more often. */
function existingNumber(repository: RepositoryStore, dice: Dice): number | null {
  for (let tries = 0; tries < 20; tries += 1) {
    const number = repository.index.highest - Math.floor(dice.next() ** 3 * repository.index.highest);
    if (repository.index.has(number)) return number;
  }
  return null;
}
