import type { FetchedPage, PageRequest, WindowPlan } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { GitLabClient } from './client.ts';
import { type NotedSubject, subjectOf } from './comment-place.ts';
import { asItem, idOf } from './item.ts';
import { readKeysetPage } from './keyset-page.ts';
import { readWholeList } from './paging.ts';
import { type Place, parsePlace } from './place.ts';
import { type List, planListWindows, readWindowPage, type WindowPage } from './windowed-list.ts';

/** Subjects whose notes make a page: each may take a call. */
const SUBJECTS_A_PAGE = 20;

/** The stored form of a note: beside it what it is on, which it shows by an id alone. */
export interface SubjectNote {
  readonly on: NotedSubject['on'];
  readonly at: string;
  readonly note: unknown;
}

/**
 * GitLab lists notes by what they are on alone. A page is the notes of some issues or epics: of all, oldest first in
 * windows of their creation, or of those that changed, as they do when somebody comments.
 */
export async function readNotePage(
  client: GitLabClient,
  { scope, since, cursor, pageSize = SUBJECTS_A_PAGE }: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const place = parsePlace(scope);
  const list = subjectsOf(place);
  const request = { cursor, from: since, pageSize: Math.min(pageSize, SUBJECTS_A_PAGE) };
  const { data, next, split, observedAt }: WindowPage = since
    ? await readKeysetPage(client, list.route, list.parameters, request, 'changed', signal)
    : await readWindowPage(client, list, request, signal);
  const notes: SubjectNote[] = [];
  for (const item of Array.isArray(data) ? data : []) {
    const subject = subjectOf(item, place);
    // Epics do not say how many notes they have.
    if (subject && asItem(item)?.['user_notes_count'] !== 0)
      notes.push(...(await readNotes(client, subject, idOf(item) ?? '', signal)));
  }
  return { raw: Buffer.from(JSON.stringify(notes)), next, ...(split && { split }), observedAt };
}

/** Windows of issues and epics: how many notes they have is not known before. */
export async function planNoteWindows(client: GitLabClient, scope: string, signal: AbortSignal): Promise<WindowPlan> {
  const list = subjectsOf(parsePlace(scope));
  return { ...(await planListWindows(client, list, { pageSize: SUBJECTS_A_PAGE }, signal)), count: null };
}

function subjectsOf({ kind, id }: Place): List {
  return kind === 'projects'
    ? { route: 'GET /projects/{id}/issues', parameters: { id, scope: 'all' } }
    : { route: 'GET /groups/{id}/epics', parameters: { id, include_descendant_groups: false } };
}

/**
 * What people said, oldest first; what GitLab itself notes down is left out. `subjectId` is the epic's or issue's id.
 * Of what was deleted since it was listed there are none.
 */
export async function readNotes(
  client: GitLabClient,
  subject: NotedSubject,
  subjectId: string,
  signal: AbortSignal,
): Promise<SubjectNote[]> {
  const query = { ...notesOf(subject, subjectId).parameters, sort: 'asc', order_by: 'created_at' };
  try {
    const notes = await readWholeList(client, `GET ${notesOf(subject, subjectId).path}`, query, signal);
    return notes
      .filter((note) => asItem(note)?.['system'] !== true)
      .map((note) => ({ on: subject.on, at: subject.locator, note }));
  } catch (error) {
    if (toSynclineError(error).class === 'not_found' && (await isGone(client, subject, signal))) return [];
    throw error;
  }
}

/** Whether an issue or epic that was listed is there no more. Issues, tasks among them, are read alike. */
async function isGone(client: GitLabClient, { on, id, iid }: NotedSubject, signal: AbortSignal): Promise<boolean> {
  const route = on === 'epics' ? 'GET /groups/{id}/epics/{iid}' : 'GET /projects/{id}/issues/{iid}';
  try {
    await client.bytes(route, { id, iid }, signal);
    return false;
  } catch (error) {
    if (toSynclineError(error).class === 'not_found') return true;
    throw error;
  }
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
