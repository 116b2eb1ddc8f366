import type { ChangeHint } from '@syncline/connector-sdk';
import { commentLocator, type NotedSubject, subjectOf } from '../comment-place.ts';
import { isIssueType } from '../issue-links.ts';
import { asItem, type Item, idOf, textOf } from '../item.ts';
import { formatPlace, type Place, placeIn } from '../place.ts';
import { uploadId, uploadLocator, uploadsIn } from '../uploads.ts';

/** What a payload hints at; null when it lacks the object or the ids that GitLab documents. */
export type Hints = readonly ChangeHint[] | null;

/** Types of work items as payloads name them (`Test Case`), in the words of the issues API. */
export function typeIn(attributes: Item | null): string | null {
  const name = textOf(attributes?.['type']) ?? textOf(attributes?.['issue_type']);
  return name === null ? null : name.trim().toLowerCase().replaceAll(/\s+/g, '_');
}

/** Of an issue or another work item. `kind` is the payload's own: issues are told apart from all the rest. */
export function workHints(payload: Item, kind: string): Hints {
  const attributes = asItem(payload['object_attributes']);
  const place = placeIn('projects', payload['project']);
  const externalId = idOf(attributes);
  const iid = attributes?.['iid'];
  if (externalId === null || typeof iid !== 'number' || !place) return null;
  // Not all versions say the type of what is no issue.
  const type = typeIn(attributes) ?? (kind === 'issue' ? 'issue' : 'work_item');
  const [stream, locator] = isIssueType(type)
    ? ['issues', `${place.path}#${iid}`]
    : ['work_items', `${place.path}/work_items/${iid}`];
  const issue = stream === 'issues' ? { id: externalId, locator: locator ?? '' } : null;
  return [
    changed(stream ?? '', externalId, locator ?? null, place),
    ...uploadHints(attributes?.['description'], issue, place),
  ];
}

/** The files that a text names, one by one: GitLab tells of none. */
function uploadHints(
  text: unknown,
  issue: { readonly id: string; readonly locator: string } | null,
  place: Place,
): readonly ChangeHint[] {
  if (!issue) return [];
  return uploadsIn(text, place).map((upload) =>
    changed('attachments', uploadId(issue.id, upload), uploadLocator(issue.locator, upload), place),
  );
}

export function noteHints(payload: Item): Hints {
  const externalId = idOf(payload['object_attributes']);
  const noted = notedIn(payload);
  if (externalId === null || !noted) return null;
  const { subject, place } = noted;
  const attributes = asItem(payload['object_attributes']);
  const issueId = idOf(payload['issue']) ?? idOf(payload['work_item']);
  const isKept = attributes?.['internal'] === true || attributes?.['confidential'] === true;
  const issue =
    subject.on === 'issues' && issueId !== null && !isKept ? { id: issueId, locator: subject.locator } : null;
  return [
    changed('comments', externalId, commentLocator(subject, externalId), place),
    ...uploadHints(attributes?.['note'], issue, place),
  ];
}

function notedIn(payload: Item): { readonly subject: NotedSubject; readonly place: Place } | null {
  const project = placeIn('projects', payload['project']);
  const issue = asItem(payload['issue']) ?? asItem(payload['work_item']);
  if (!project || !issue) return null;
  const subject = subjectOf({ ...issue, issue_type: typeIn(issue) ?? undefined }, project);
  return subject && { subject, place: project };
}

export function milestoneHints(payload: Item): Hints {
  const attributes = asItem(payload['object_attributes']);
  const externalId = idOf(attributes);
  const groupId = idOf({ id: attributes?.['group_id'] });
  const group = asItem(payload['group']);
  const place: Place | null =
    groupId === null
      ? placeIn('projects', payload['project'])
      : { kind: 'groups', id: groupId, path: textOf(group?.['full_path']) ?? '' };
  if (externalId === null || !place) return null;
  const op = textOf(payload['action']) === 'delete' ? 'deleted' : 'changed';
  return [{ ...changed('milestones', externalId, `${place.path}%${String(attributes?.['iid'])}`, place), op }];
}

/** Of a project that was made, renamed, moved or deleted: told to groups alone. */
export function projectHints(payload: Item, event: string): Hints {
  const externalId = idOf({ id: payload['project_id'] });
  if (externalId === null) return null;
  const locator = textOf(payload['path_with_namespace']);
  const op = event === 'project_destroy' ? 'deleted' : 'changed';
  return [{ op, stream: 'projects', externalId, locator, scope: 'account' }];
}

/** Of somebody who joined the group, or whose access changed. */
export function memberHints(payload: Item): Hints {
  const externalId = idOf({ id: payload['user_id'] });
  const groupId = idOf({ id: payload['group_id'] });
  if (externalId === null || groupId === null) return null;
  const place: Place = { kind: 'groups', id: groupId, path: '' };
  return [changed('users', externalId, textOf(payload['user_username']), place)];
}

function changed(stream: string, externalId: string, locator: string | null, place: Place): ChangeHint {
  return { op: 'changed', stream, externalId, locator, scope: formatPlace(place) };
}
