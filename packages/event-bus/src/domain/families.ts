import type { EntityKind } from '@syncline/core';

/** By which name the changes of each kind of entity are published. */
export const families = {
  project: 'projects',
  work_item: 'items',
  account: 'accounts',
  contact: 'contacts',
  deal: 'deals',
  quote: 'quotes',
  inventory_item: 'inventory_items',
  interest: 'interests',
  repository: 'repositories',
  change_request: 'change_requests',
  milestone: 'milestones',
  iteration: 'iterations',
  component: 'components',
  label: 'labels',
  comment: 'comments',
  checklist: 'checklists',
  attachment: 'attachments',
  activity: 'activities',
  user: 'users',
} as const satisfies Record<Exclude<EntityKind, `custom:${string}`>, string>;

/** `items` of `work_item`; `custom.invoice` of `custom:invoice`. */
export function familyOf(kind: string): string {
  return Object.hasOwn(families, kind) ? families[kind as keyof typeof families] : kind.replace(':', '.');
}
