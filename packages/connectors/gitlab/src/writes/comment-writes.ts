import type { CreateRequest, CreateSearch, RecordKey, StreamWrites, Written } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import type { GitLabClient } from '../client.ts';
import { commentLocator, type NotedSubject, subjectInLocator } from '../comment-place.ts';
import { expressText } from '../express.ts';
import { asItem, textOf, utcTime } from '../item.ts';
import { notesOf, type SubjectNote, subjectId } from '../note-list.ts';
import { numbered } from '../numbered.ts';
import { nextPage, PAGE_SIZE } from '../paging.ts';
import { ownKeyOn, searchedFrom } from './find-by-own-key.ts';
import { keyedText } from './parameters.ts';
import { removeAt } from './remove-at.ts';
import { writtenAs } from './written.ts';

/** Comments are made on an issue that is there, with our key in their body. */
export const commentWrites: StreamWrites<GitLabClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createsInOrderOf: 'comments_on',
  parents: [{ relation: 'comments_on', stream: 'issues', required: true }],
  async create(client, request, signal) {
    const { subject, scope } = issueOf(request);
    const { path, parameters } = notesOf(subject, '');
    const body = bodyOf(request.fields['body'], request.ownKey);
    const { data } = await client.json(`POST ${path}`, { ...parameters, body }, signal);
    return written(data, subject, scope);
  },
  findCreated: findComment,
  async update(client, request, signal) {
    const { route, parameters, subject } = await noteAt(client, request.key, signal);
    const body = bodyOf(request.fields['body'], request.ownKey);
    const { data } = await client.json(`PUT ${route}`, { ...parameters, body }, signal);
    return written(data, subject, request.key.scope);
  },
  async remove(client, key, signal) {
    const { route, parameters } = await noteAt(client, key, signal);
    await removeAt(client, `DELETE ${route}`, parameters, signal);
  },
};

/** Newest first, down to what was there before the first attempt began. */
async function findComment(client: GitLabClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  const { subject, scope } = issueOf(search);
  const { path, parameters } = notesOf(subject, '');
  const oldest = searchedFrom(search).getTime();
  for (let page: number | null = 1; page !== null; ) {
    const query = { ...parameters, sort: 'desc', order_by: 'created_at', per_page: PAGE_SIZE, page };
    const { data, headers } = await client.json(`GET ${path}`, query, signal);
    const notes = Array.isArray(data) ? data.map(asItem) : [];
    const found = notes.find((note) => ownKeyOn(note?.['body']) === search.ownKey);
    if (found) return written(found, subject, scope);
    const isPast = Date.parse(utcTime(notes.at(-1)?.['created_at']) ?? '') < oldest;
    page = isPast ? null : nextPage(headers);
  }
  return null;
}

function written(note: unknown, subject: NotedSubject, scope: string): Written {
  const shown: SubjectNote = { on: subject.on, at: subject.locator, note };
  const locate = (id: string) => commentLocator(subject, id);
  return writtenAs('a comment', note, locate, scope, Buffer.from(JSON.stringify(shown)));
}

function issueOf(request: CreateRequest): { readonly subject: NotedSubject; readonly scope: string } {
  const issue = request.parents['comments_on'];
  if (!issue)
    throw new SynclineError({
      class: 'mapping',
      code: 'gitlab_no_subject',
      message: 'A comment needs the issue that it is on.',
    });
  return { subject: { on: 'issues', locator: issue.locator ?? '', ...numbered(issue) }, scope: issue.scope };
}

async function noteAt(client: GitLabClient, key: RecordKey, signal: AbortSignal) {
  const subject = subjectInLocator(key);
  if (!subject)
    throw new SynclineError({
      class: 'mapping',
      code: 'gitlab_no_subject',
      message: `${key.locator ?? `The comment ${key.externalId}, without a locator,`} names no comment to write to.`,
    });
  const { path, parameters } = notesOf(subject, await subjectId(client, subject, signal));
  return { subject, route: `${path}/{note}`, parameters: { ...parameters, note: key.externalId } };
}

/** Our key would make a text of nothing pass. */
function bodyOf(value: Json | undefined, ownKey: string | null): string {
  if ((textOf(expressText(value ?? null)) ?? '').trim() !== '') return keyedText(value, ownKey);
  throw new SynclineError({
    class: 'invalid',
    code: 'gitlab_empty_comment',
    message: 'GitLab keeps no empty comments',
    field: 'body',
  });
}
