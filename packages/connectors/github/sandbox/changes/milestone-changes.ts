import type { Organisation } from '../model/organisation.ts';
import type { SandboxMilestone, SandboxUser } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { type DateTimeSeconds, isoSeconds } from '../model/time.ts';
import { renderMilestone } from '../render/render-issue.ts';
import { invalid, notFound } from './refusal.ts';
import { BODY_LIMIT, keptLine, keptText, TITLE_LIMIT } from './text-rules.ts';

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
  const title = freeTitle(repository, from.title, null);
  const now = organisation.nowSeconds();
  const milestone: SandboxMilestone = {
    id: organisation.takeId(),
    number: Math.max(0, ...repository.milestones.keys()) + 1,
    title,
    description: keptDescription(from.description ?? null),
    state: from.state ?? 'open',
    creatorId: sender.id,
    createdAt: now,
    updatedAt: now,
    closedAt: from.state === 'closed' ? now : null,
    dueOn: dayOf(from.dueOn ?? null),
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
    title: edit.title === undefined ? before.title : freeTitle(repository, edit.title, before.number),
    description: edit.description === undefined ? before.description : keptDescription(edit.description),
    dueOn: edit.dueOn === undefined ? before.dueOn : dayOf(edit.dueOn),
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

function freeTitle(repository: RepositoryStore, text: string, own: number | null): string {
  const title = keptLine('Milestone', 'title', text, TITLE_LIMIT);
  for (const other of repository.milestones.values())
    if (other.number !== own && other.title === title) throw invalid('Milestone', 'title', 'already_exists');
  return title;
}

function keptDescription(text: string | null): string | null {
  return text === null ? null : keptText('Milestone', 'description', text, BODY_LIMIT);
}

const CALIFORNIA_SECONDS = 8 * 3600;

/** GitHub keeps the day that the time falls on in California, as its midnight there. */
function dayOf(time: DateTimeSeconds | null): DateTimeSeconds | null {
  if (time === null) return null;
  return Math.floor((time - CALIFORNIA_SECONDS) / 86_400) * 86_400 + CALIFORNIA_SECONDS;
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
