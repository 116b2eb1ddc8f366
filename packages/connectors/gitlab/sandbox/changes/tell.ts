import type { Instance } from '../model/instance.ts';
import type { SandboxEpic, SandboxIssue, SandboxMilestone, SandboxNote, SandboxUser } from '../model/records.ts';
import { projectOfEvent, TYPE_NAMES, time, userOfEvent } from '../render/render-event.ts';
import type { NoteSubject } from './note-changes.ts';

/** Tells of an issue or another work item, as far as receivers look. */
export function tellOfIssue(instance: Instance, issue: SandboxIssue, action: string, by: SandboxUser): void {
  const { place } = instance.projectOf(issue);
  instance.notices.note(`issue ${issue.id}`, `${issue.title}\n\n${issue.description ?? ''}`);
  const kind = issue.type === 'issue' ? 'issue' : 'work_item';
  instance.onEvent({
    setting: issue.confidential ? 'confidential_issues_events' : 'issues_events',
    name: kind === 'issue' ? (issue.confidential ? 'Confidential Issue Hook' : 'Issue Hook') : 'Work Item Hook',
    place,
    body: {
      object_kind: kind,
      event_type: kind,
      user: userOfEvent(by),
      project: projectOfEvent(instance, place),
      object_attributes: { ...attributesOf(instance, issue), action },
      changes: { updated_at: { previous: null, current: time(issue.updatedAt) } },
    },
  });
}

export function tellOfEpic(instance: Instance, epic: SandboxEpic, action: string, by: SandboxUser): void {
  const { id, path, name } = epic.group;
  instance.notices.note(`epic ${epic.id}`, `${epic.title}\n\n${epic.description ?? ''}`);
  instance.onEvent({
    setting: 'issues_events',
    name: 'Work Item Hook',
    place: epic.group,
    body: {
      object_kind: 'work_item',
      event_type: 'work_item',
      user: userOfEvent(by),
      group: { group_id: id, group_name: name, group_path: path, full_path: path },
      // The work item's id, which is another than the epic's.
      object_attributes: { id: epic.id + 7_000_000, iid: epic.iid, title: epic.title, state: epic.state, action },
    },
  });
}

export function tellOfNote(instance: Instance, subject: NoteSubject, note: SandboxNote, action: string): void {
  instance.notices.note(`note ${note.id}`, note.body);
  if (subject.on === 'epic') return;
  const { place } = instance.projectOf(subject.issue);
  const author = instance.user(note.authorId) as SandboxUser;
  instance.onEvent({
    setting: note.internal ? 'confidential_note_events' : 'note_events',
    name: note.internal ? 'Confidential Note Hook' : 'Note Hook',
    place,
    body: {
      object_kind: 'note',
      event_type: note.internal ? 'confidential_note' : 'note',
      user: userOfEvent(author),
      project_id: place.id,
      project: projectOfEvent(instance, place),
      object_attributes: {
        id: note.id,
        note: note.body,
        noteable_type: 'Issue',
        noteable_id: note.subjectId,
        author_id: note.authorId,
        project_id: place.id,
        system: false,
        internal: note.internal,
        action,
        // Notes have their times in another form than everything else.
        created_at: new Date(note.createdAt).toISOString().replace('T', ' ').replace(/\..*$/, ' UTC'),
      },
      issue: attributesOf(instance, subject.issue),
    },
  });
}

export function tellOfMilestone(instance: Instance, milestone: SandboxMilestone, action: string): void {
  const { place } = milestone;
  const isOfProject = place.kind === 'projects';
  instance.onEvent({
    setting: 'milestone_events',
    name: 'Milestone Hook',
    place,
    body: {
      object_kind: 'milestone',
      event_type: 'milestone',
      ...(isOfProject
        ? { project: projectOfEvent(instance, place) }
        : { group: { group_id: place.id, group_name: place.name, group_path: place.path, full_path: place.path } }),
      object_attributes: {
        id: milestone.id,
        iid: milestone.iid,
        title: milestone.title,
        state: milestone.state,
        project_id: isOfProject ? place.id : null,
        group_id: isOfProject ? null : place.id,
      },
      action,
    },
  });
}

function attributesOf(instance: Instance, issue: SandboxIssue) {
  const { place } = instance.projectOf(issue);
  const { id, iid, title, description, state, type, confidential, authorId, assigneeIds, createdAt, updatedAt } = issue;
  return {
    id,
    iid,
    title,
    description,
    state,
    type: TYPE_NAMES[type],
    confidential,
    author_id: authorId,
    assignee_ids: assigneeIds,
    project_id: place.id,
    created_at: time(createdAt),
    updated_at: time(updatedAt),
    url: `${instance.url}/${place.path}/-/issues/${iid}`,
  };
}
