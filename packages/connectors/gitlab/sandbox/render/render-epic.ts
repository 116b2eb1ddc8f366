import type { Instance } from '../model/instance.ts';
import type { SandboxEpic } from '../model/records.ts';
import { time } from './render-event.ts';
import { labelsOf } from './render-issue.ts';
import { renderPerson } from './render-user.ts';

export function renderEpic(instance: Instance, epic: SandboxEpic, withLabels = false) {
  const { id, iid, group, title, description, state, startDate, dueDate, confidential, parentId, closedAt } = epic;
  const parent = parentId === null ? undefined : instance.epics.get(parentId);
  return {
    id,
    work_item_id: id + 7_000_000,
    iid,
    color: '#1068bf',
    text_color: '#FFFFFF',
    group_id: group.id,
    parent_id: parentId,
    parent_iid: parent?.iid ?? null,
    title,
    description,
    confidential,
    author: renderPerson(instance, epic.authorId),
    start_date: startDate,
    start_date_is_fixed: startDate !== null,
    start_date_fixed: startDate,
    start_date_from_inherited_source: null,
    due_date: dueDate,
    due_date_is_fixed: dueDate !== null,
    due_date_fixed: dueDate,
    due_date_from_inherited_source: null,
    state,
    web_url: `${instance.url}/groups/${group.path}/-/epics/${iid}`,
    references: { short: `&${iid}`, relative: `&${iid}`, full: `${group.path}&${iid}` },
    created_at: time(epic.createdAt),
    updated_at: time(epic.updatedAt),
    closed_at: closedAt === null ? null : time(closedAt),
    labels: withLabels ? labelsOf(instance, group, epic.labels) : epic.labels,
    upvotes: 0,
    downvotes: 0,
  };
}
