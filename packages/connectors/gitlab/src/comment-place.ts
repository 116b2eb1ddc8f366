import type { RecordKey } from '@syncline/connector-sdk';
import { isIssueType } from './issue-links.ts';
import { asItem, textOf } from './item.ts';
import { type Place, parsePlace } from './place.ts';

/** What can be commented on here. Issues and work items have one API for their notes. */
export type Subject = 'issues' | 'work_items' | 'epics';

/** The subject of a note, with what requests about its notes need. */
export interface NotedSubject {
  readonly on: Subject;
  /** As the subject's own record names it: `acme/api#12`. */
  readonly locator: string;
  readonly iid: number;
  /** Of the project or group. */
  readonly id: string;
}

/** An issue or epic of a list, as the subject of its notes. */
export function subjectOf(value: unknown, place: Place): NotedSubject | null {
  const item = asItem(value);
  const iid = item?.['iid'];
  if (typeof iid !== 'number') return null;
  if (place.kind === 'groups') return { on: 'epics', locator: `${place.path}&${iid}`, iid, id: place.id };
  return isIssueType(textOf(item?.['issue_type']))
    ? { on: 'issues', locator: `${place.path}#${iid}`, iid, id: place.id }
    : { on: 'work_items', locator: `${place.path}/work_items/${iid}`, iid, id: place.id };
}

/** `acme/api#12/notes/5`; null for what is no such locator. */
export function subjectInLocator({ locator, scope }: RecordKey): NotedSubject | null {
  const match = /^(.*?)(#|&|\/work_items\/)(\d+)\/notes\/\d+$/s.exec(locator ?? '');
  if (!match) return null;
  const [, path = '', mark = '', number = ''] = match;
  const on = mark === '#' ? 'issues' : mark === '&' ? 'epics' : 'work_items';
  return { on, locator: `${path}${mark}${number}`, iid: Number(number), id: parsePlace(scope).id };
}

export function commentLocator(subject: Pick<NotedSubject, 'locator'>, noteId: string): string {
  return `${subject.locator}/notes/${noteId}`;
}
