import type { Instance } from '../model/instance.ts';
import type { SandboxIssue } from '../model/records.ts';
import { TYPE_NAMES, time } from './render-event.ts';
import { labelsOf } from './render-issue.ts';

/** A work item as GraphQL shows it, with the members that our queries ask for. */
export function renderWorkItem(instance: Instance, item: SandboxIssue) {
  const { place } = instance.projectOf(item);
  const parent = item.parentId === null ? undefined : instance.issueById(item.parentId);
  return {
    id: gid('WorkItem', item.id),
    iid: String(item.iid),
    title: item.title,
    state: item.state === 'opened' ? 'OPEN' : 'CLOSED',
    confidential: item.confidential,
    createdAt: time(item.createdAt),
    updatedAt: time(item.updatedAt),
    closedAt: item.closedAt === null ? null : time(item.closedAt),
    webUrl: `${instance.url}/${place.path}/-/work_items/${item.iid}`,
    author: person(instance, item.authorId),
    workItemType: { name: TYPE_NAMES[item.type] },
    widgets: [
      { type: 'DESCRIPTION', description: item.description },
      { type: 'ASSIGNEES', assignees: { nodes: item.assigneeIds.map((id) => person(instance, id)) } },
      {
        type: 'LABELS',
        labels: {
          nodes: labelsOf(instance, place, item.labels).map(({ id, name }) => ({
            id: gid('ProjectLabel', id),
            title: name,
          })),
        },
      },
      { type: 'MILESTONE', milestone: item.milestoneId === null ? null : { id: gid('Milestone', item.milestoneId) } },
      { type: 'START_AND_DUE_DATE', startDate: item.startDate, dueDate: item.dueDate },
      {
        type: 'HIERARCHY',
        parent: parent ? { id: gid('WorkItem', parent.id), workItemType: { name: TYPE_NAMES[parent.type] } } : null,
      },
      { type: 'NOTIFICATIONS' },
    ],
  };
}

export function gid(type: string, id: number): string {
  return `gid://gitlab/${type}/${id}`;
}

function person(instance: Instance, id: number) {
  const user = instance.user(id);
  if (!user) return null;
  const { username, name, state } = user;
  return { id: gid('User', id), username, name, state, avatarUrl: null, webUrl: `${instance.url}/${username}` };
}
