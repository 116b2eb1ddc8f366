import type { Organisation } from '../model/organisation.ts';
import type { SandboxMilestone, SandboxUser } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { type DateTimeSeconds, isoSeconds } from '../model/time.ts';
import { renderMilestone } from '../render/render-issue.ts';
import { invalid, notFound } from './refusal.ts';

export interface MilestoneEdit {
  readonly title?: string;
  readonly description?: string | null;
  readonly state?: 'open' | 'closed';
  readonly dueOn?: DateTimeSeconds | null;
}

export function createMilestone(
  organisation: Organisation,
  repository: RepositoryStore,
  from: MilestoneEdit & { readonly title: string },
  sender: SandboxUser,
): SandboxMilestone {
  if ([...repository.milestones.values()].some(({ title }) => title === from.title))
    throw invalid('Milestone', 'title', 'already_exists');
  const now = organisation.nowSeconds();
  const milestone: SandboxMilestone = {
    id: organisation.takeId(),
    number: Math.max(0, ...repository.milestones.keys()) + 1,
    title: from.title,
    description: from.description ?? null,
    state: from.state ?? 'open',
    creatorId: sender.id,
    createdAt: now,
    updatedAt: now,
    closedAt: from.state === 'closed' ? now : null,
    dueOn: from.dueOn ?? null,
  };
  repository.milestones.set(milestone.number, milestone);
  tell(organisation, repository, milestone, 'created', sender);
  return milestone;
}

export function editMilestone(
  organisation: Organisation,
  repository: RepositoryStore,
  number: number,
  edit: MilestoneEdit,
  sender: SandboxUser,
): SandboxMilestone {
  const before = repository.milestones.get(number);
  if (before === undefined) throw notFound();
  const now = organisation.nowSeconds();
  const state = edit.state ?? before.state;
  const after: SandboxMilestone = {
    ...before,
    title: edit.title ?? before.title,
    description: edit.description === undefined ? before.description : edit.description,
    dueOn: edit.dueOn === undefined ? before.dueOn : edit.dueOn,
    state,
    closedAt: state === before.state ? before.closedAt : state === 'closed' ? now : null,
    updatedAt: Math.max(now, before.updatedAt),
  };
  repository.milestones.set(number, after);
  const changes: Record<string, { from: string }> = {};
  if (after.title !== before.title) changes['title'] = { from: before.title };
  if (after.description !== before.description) changes['description'] = { from: before.description ?? '' };
  if (after.dueOn !== before.dueOn) changes['due_on'] = { from: before.dueOn === null ? '' : isoSeconds(before.dueOn) };
  if (Object.keys(changes).length > 0)
    tell(organisation, repository, after, 'edited', sender, { changes: JSON.stringify(changes) });
  if (after.state !== before.state)
    tell(organisation, repository, after, after.state === 'closed' ? 'closed' : 'opened', sender);
  return after;
}

export function deleteMilestone(
  organisation: Organisation,
  repository: RepositoryStore,
  number: number,
  sender: SandboxUser,
): void {
  const milestone = repository.milestones.get(number);
  if (milestone === undefined) throw notFound();
  repository.milestones.delete(number);
  tell(organisation, repository, milestone, 'deleted', sender);
}

function tell(
  organisation: Organisation,
  repository: RepositoryStore,
  milestone: SandboxMilestone,
  action: string,
  sender: SandboxUser,
  more: Readonly<Record<string, string>> = {},
): void {
  organisation.emit({
    event: 'milestone',
    action,
    repository,
    sender,
    fields: { ...more, milestone: renderMilestone(organisation, repository, milestone) },
  });
}
