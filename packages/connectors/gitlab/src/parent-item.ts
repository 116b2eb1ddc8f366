import type { Json, Reference, RelationType } from '@syncline/core';
import { gidOf, numberInGid } from './global-id.ts';
import { isIssueType } from './issue-links.ts';
import { asItem, textOf } from './item.ts';

/** As GitLab's own types are called in words of ours: `key_result`. */
export function typeWord(name: string): string {
  return name.toLowerCase().replaceAll(' ', '_');
}

/**
 * What a work item is below. A task is a part of an issue, which is the field `parent`; objectives and key results are
 * below objectives, which is an edge alone, and so is any other parent. Of an epic there is none: it is named by
 * another id here than by the epics API.
 */
export function takeParent(
  shown: unknown,
  type: string,
  fields: Record<string, Json>,
  { references, relations }: { readonly references: Reference[]; readonly relations: RelationType[] },
): void {
  if (shown === undefined) return;
  relations.push('child_of');
  const isTask = typeWord(type) === 'task';
  const parent = asItem(shown);
  const id = numberInGid(parent?.['id']);
  if (id === null && isTask) fields['parent'] = null;
  if (id === null) return;
  const above = typeWord(textOf(asItem(parent?.['workItemType'])?.['name']) ?? 'issue');
  if (above === 'epic') return;
  const stream = isIssueType(above) ? 'issues' : 'work_items';
  if (isTask && stream === 'issues') fields['parent'] = String(id);
  references.push({ relation: 'child_of', stream, externalId: String(id) });
}

/** The hierarchy that a write asks for; null: it speaks of none. */
export function hierarchyIn({ parent }: Readonly<Record<string, Json>>): { readonly parentId: string | null } | null {
  if (parent === undefined) return null;
  return { parentId: typeof parent === 'string' ? gidOf('WorkItem', parent) : null };
}
