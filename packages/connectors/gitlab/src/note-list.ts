import type { FetchedPage, PageRequest } from '@syncline/connector-sdk';
import type { GitLabClient } from './client.ts';
import { type NotedSubject, subjectOf } from './comment-place.ts';
import { asItem, idOf } from './item.ts';
import { readKeysetPage } from './keyset-page.ts';
import { readWholeList } from './paging.ts';
import { parsePlace } from './place.ts';

/** Subjects whose notes make a page: each may take a call. */
const SUBJECTS_A_PAGE = 20;

/** The stored form of a note: beside it what it is on, which it shows by an id alone. */
export interface SubjectNote {
  readonly on: NotedSubject['on'];
  readonly at: string;
  readonly note: unknown;
}

/**
 * GitLab lists notes by what they are on alone. A page is the notes of some issues or epics: of all, oldest first, or
 * of those that changed, as they do when somebody comments.
 */
export async function readNotePage(
  client: GitLabClient,
  { scope, since, cursor, pageSize = SUBJECTS_A_PAGE }: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const place = parsePlace(scope);
  const [route, more] =
    place.kind === 'projects'
      ? (['GET /projects/{id}/issues', { scope: 'all' }] as const)
      : (['GET /groups/{id}/epics', { include_descendant_groups: false }] as const);
  const keyset = { cursor, from: since, pageSize: Math.min(pageSize, SUBJECTS_A_PAGE) };
  const order = since ? 'changed' : 'created';
  const page = await readKeysetPage(client, route, { id: place.id, ...more }, keyset, order, signal);
  const notes: SubjectNote[] = [];
  for (const item of Array.isArray(page.data) ? page.data : []) {
    const subject = subjectOf(item, place);
    // Epics do not say how many notes they have.
    if (subject && asItem(item)?.['user_notes_count'] !== 0)
      notes.push(...(await readNotes(client, subject, idOf(item) ?? '', signal)));
  }
  return { raw: Buffer.from(JSON.stringify(notes)), next: page.next, observedAt: page.observedAt };
}

/** What people said, oldest first; what GitLab itself notes down is left out. `subjectId` is the epic's or issue's id. */
async function readNotes(
  client: GitLabClient,
  subject: NotedSubject,
  subjectId: string,
  signal: AbortSignal,
): Promise<SubjectNote[]> {
  const query = { ...notesOf(subject, subjectId).parameters, sort: 'asc', order_by: 'created_at' };
  const notes = await readWholeList(client, `GET ${notesOf(subject, subjectId).path}`, query, signal);
  return notes
    .filter((note) => asItem(note)?.['system'] !== true)
    .map((note) => ({ on: subject.on, at: subject.locator, note }));
}

/** Notes of issues go by the number, those of epics by the epic's id. */
export function notesOf(subject: NotedSubject, subjectId: string) {
  const { on, id, iid } = subject;
  return on === 'epics'
    ? { path: '/groups/{id}/epics/{epic}/notes', parameters: { id, epic: subjectId } }
    : { path: '/projects/{id}/issues/{iid}/notes', parameters: { id, iid } };
}

/** The id that notes of a subject go by, looked up for an epic. */
export async function subjectId(client: GitLabClient, subject: NotedSubject, signal: AbortSignal): Promise<string> {
  if (subject.on !== 'epics') return '';
  const { id, iid } = subject;
  const { data } = await client.json('GET /groups/{id}/epics/{iid}', { id, iid }, signal);
  return idOf(data) ?? '';
}
