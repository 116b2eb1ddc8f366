import type { Instance } from '../model/instance.ts';
import type { SandboxIssue, SandboxLink, SandboxNote, SandboxPlace } from '../model/records.ts';
import { time } from './render-event.ts';
import { renderLabel, renderMilestone } from './render-place.ts';
import { renderPerson } from './render-user.ts';

/** An issue as the REST API shows it; labels by name, or whole where a list was asked for details. */
export function renderIssue(instance: Instance, issue: SandboxIssue, withLabels = false) {
  const { place } = instance.projectOf(issue);
  const { id, iid, title, description, state, type, milestoneId, dueDate, weight, confidential, closedAt } = issue;
  const milestone = milestoneId === null ? undefined : instance.milestones.get(milestoneId);
  const notes = instance.notes.of('issue', id).filter(({ system }) => !system);
  const self = `${instance.url}/api/v4/projects/${place.id}/issues/${iid}`;
  return {
    id,
    iid,
    project_id: place.id,
    title,
    description,
    state,
    created_at: time(issue.createdAt),
    updated_at: time(issue.updatedAt),
    closed_at: closedAt === null ? null : time(closedAt),
    closed_by: null,
    labels: withLabels ? labelsOf(instance, place, issue.labels) : issue.labels,
    milestone: milestone ? renderMilestone(instance, milestone) : null,
    assignees: issue.assigneeIds.flatMap((person) => renderPerson(instance, person) ?? []),
    author: renderPerson(instance, issue.authorId),
    type: type.toUpperCase(),
    assignee: renderPerson(instance, issue.assigneeIds[0] ?? 0),
    user_notes_count: notes.length,
    merge_requests_count: 0,
    upvotes: 0,
    downvotes: 0,
    due_date: dueDate,
    confidential,
    discussion_locked: null,
    issue_type: type,
    web_url: `${instance.url}/${place.path}/-/${type === 'task' ? 'work_items' : 'issues'}/${iid}`,
    time_stats: { time_estimate: 0, total_time_spent: 0, human_time_estimate: null, human_total_time_spent: null },
    task_completion_status: { count: 0, completed_count: 0 },
    has_tasks: false,
    _links: { self, notes: `${self}/notes`, project: `${instance.url}/api/v4/projects/${place.id}` },
    references: { short: `#${iid}`, relative: `#${iid}`, full: `${place.path}#${iid}` },
    severity: 'UNKNOWN',
    moved_to_id: issue.movedToId,
    ...(instance.settings.isLicensed && licensed(instance, issue, weight)),
  };
}

function licensed(instance: Instance, issue: SandboxIssue, weight: number | null) {
  const epic = issue.epicId === null ? undefined : instance.epics.get(issue.epicId);
  const blocks = instance.linksOf(issue.id).filter(({ type, sourceId }) => type === 'blocks' && sourceId === issue.id);
  return {
    weight,
    blocking_issues_count: blocks.length,
    iteration: null,
    epic_iid: epic?.iid ?? null,
    epic: epic ? { id: epic.id, iid: epic.iid, title: epic.title, group_id: epic.group.id } : null,
    health_status: null,
  };
}

/** A label of the project goes before one of its groups of the same name. */
export function labelsOf(instance: Instance, place: SandboxPlace, names: readonly string[]) {
  const seen = [...instance.labels.values()].filter(
    (label) =>
      (label.place.id === place.id && label.place.kind === place.kind) ||
      (label.place.kind === 'groups' && place.path.startsWith(label.place.path)),
  );
  return names.flatMap((name) => {
    const found = seen.filter((label) => label.name === name);
    const label = found.find((one) => one.place.kind === place.kind) ?? found[0];
    return label ? [renderLabel(label)] : [];
  });
}

/** A link as one of its issues shows it: the other issue, and what it is to this one. */
export function renderLink(instance: Instance, link: SandboxLink, of: SandboxIssue): object[] {
  const isSource = link.sourceId === of.id;
  const other = instance.issueById(isSource ? link.targetId : link.sourceId);
  if (!other) return [];
  const type = link.type === 'relates_to' ? 'relates_to' : isSource ? 'blocks' : 'is_blocked_by';
  return [{ ...renderIssue(instance, other), issue_link_id: link.id, link_type: type }];
}

export function renderNote(instance: Instance, note: SandboxNote, iid: number, projectId: number | null) {
  const { id, on, subjectId, body, system, internal, createdAt, updatedAt } = note;
  return {
    id,
    type: null,
    body,
    author: renderPerson(instance, note.authorId),
    created_at: time(createdAt),
    updated_at: time(updatedAt),
    system,
    noteable_id: subjectId,
    noteable_type: on === 'issue' ? 'Issue' : 'Epic',
    project_id: projectId,
    resolvable: false,
    confidential: internal,
    internal,
    imported: false,
    noteable_iid: iid,
    commands_changes: {},
  };
}
