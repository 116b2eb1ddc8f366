import { type PRIORITIES, STATUSES, TYPES } from '../model/catalogue.ts';
import { href } from './common.ts';

const at = '2020-01-01T00:00:00.000Z';

export function renderStatus(status: (typeof STATUSES)[number]) {
  const { id, name, isClosed, isDefault, color } = status;
  return {
    _type: 'Status',
    _links: { self: { href: href(`/statuses/${id}`), title: name } },
    id,
    name,
    isClosed,
    isDefault,
    isReadonly: false,
    excludedFromTotals: false,
    defaultDoneRatio: 0,
    color,
    position: 1 + STATUSES.indexOf(status),
  };
}

export function renderType(type: (typeof TYPES)[number]) {
  const { id, name, isMilestone, color } = type;
  return {
    _type: 'Type',
    _links: { self: { href: href(`/types/${id}`), title: name } },
    id,
    name,
    color,
    position: 1 + TYPES.indexOf(type),
    isDefault: true,
    isMilestone,
    createdAt: at,
    updatedAt: at,
  };
}

export function renderPriority({ id, name, isDefault }: (typeof PRIORITIES)[number]) {
  return {
    _type: 'Priority',
    _links: { self: { href: href(`/priorities/${id}`), title: name } },
    id,
    name,
    position: id,
    color: null,
    isDefault,
    isActive: true,
  };
}

export function renderCategory(projectId: number, { id, name }: { readonly id: number; readonly name: string }) {
  return {
    _type: 'Category',
    _links: {
      self: { href: href(`/categories/${id}`), title: name },
      project: { href: href(`/projects/${projectId}`) },
    },
    id,
    name,
  };
}
