import type { Instance } from '../model/instance.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { SandboxLabel, SandboxMilestone, SandboxPlace } from '../model/records.ts';
import { time } from './render-event.ts';

export function renderGroup(instance: Instance, { id, name, path }: SandboxPlace) {
  return {
    id,
    name,
    path: path.split('/').at(-1),
    full_name: path.split('/').join(' / '),
    full_path: path,
    description: '',
    visibility: 'private',
    web_url: `${instance.url}/groups/${path}`,
    parent_id: path.includes('/') ? 100 : null,
    created_at: '2022-01-10T08:00:00.000Z',
  };
}

export function renderProject(instance: Instance, { place, index, isArchived }: ProjectStore) {
  const { id, name, path } = place;
  return {
    id,
    name,
    description: index === 0 ? null : `The ${name} project`,
    name_with_namespace: path.split('/').join(' / '),
    path: path.split('/').at(-1),
    path_with_namespace: path,
    created_at: '2022-02-01T09:30:00.123Z',
    updated_at: '2026-03-01T09:30:00.456Z',
    default_branch: 'main',
    topics: ['billing', 'api'].slice(0, 1 + (index % 2)),
    web_url: `${instance.url}/${path}`,
    archived: isArchived,
    visibility: 'private',
    issues_enabled: true,
    issues_access_level: 'enabled',
    star_count: 0,
  };
}

export function renderLabel(label: SandboxLabel) {
  const { id, name, color, description, priority, place } = label;
  return {
    id,
    name,
    color,
    text_color: '#FFFFFF',
    description,
    description_html: description ?? '',
    subscribed: false,
    ...(place.kind === 'projects' && { priority }),
    is_project_label: place.kind === 'projects',
  };
}

export function renderMilestone(instance: Instance, milestone: SandboxMilestone) {
  const { id, iid, place, title, description, state, startDate, dueDate, createdAt, updatedAt } = milestone;
  const prefix = place.kind === 'groups' ? 'groups/' : '';
  return {
    id,
    iid,
    ...(place.kind === 'projects' ? { project_id: place.id } : { group_id: place.id }),
    title,
    description,
    state,
    created_at: time(createdAt),
    updated_at: time(updatedAt),
    due_date: dueDate,
    start_date: startDate,
    expired: false,
    web_url: `${instance.url}/${prefix}${place.path}/-/milestones/${iid}`,
  };
}
