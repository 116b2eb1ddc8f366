import {
  type CreateRequest,
  type CreateSearch,
  multipartOf,
  type RecordKey,
  type StreamWrites,
  type Written,
} from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { GitLabClient } from '../client.ts';
import type { NotedSubject } from '../comment-place.ts';
import { fileNameOf } from '../express.ts';
import { fileNote } from '../file-note.ts';
import { asItem, idOf, utcTime } from '../item.ts';
import { numbered } from '../numbered.ts';
import { parsePlace } from '../place.ts';
import { type NamedUpload, namedUploads, rawOf } from '../upload-list.ts';
import { lookAt, readsUploads, type Upload, uploadId, uploadLocator, uploadOfKey, uploadsIn } from '../uploads.ts';
import { searchedFrom } from './find-by-own-key.ts';
import { removeAt } from './remove-at.ts';

const NOTES = '/projects/{id}/issues/{iid}/notes';

/**
 * A file is uploaded to the project, and named by a comment of ours on the issue: that is how it is there for people, and
 * how we know it again. An upload whose answer was lost is named by nothing, and seen by nobody.
 */
export const attachmentWrites: StreamWrites<GitLabClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createLagMs: 5_000,
  parents: [{ relation: 'part_of', stream: 'issues', required: true }],
  create: attach,
  findCreated: findAttached,
  remove: detach,
};

async function attach(client: GitLabClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const { file, scope, ownKey } = request;
  if (!file) throw new TypeError('an attachment is made of a file');
  if (!(await readsUploads(client, signal)))
    throw new SynclineError({
      class: 'invalid',
      code: 'gitlab_too_old',
      message: 'Files are carried to and from GitLab 17.4 and newer: older ones give none out by their address.',
    });
  const { issueId, subject } = issueOf(request);
  const fileName = fileNameOf(file.fileName);
  const { data } = await uploaded(client, subject.id, { ...file, fileName }, signal);
  const [upload] = uploadsIn(`[](${String(asItem(data)?.['url'])})`, parsePlace(scope));
  if (!upload)
    throw new SynclineError({
      class: 'partial',
      code: 'gitlab_no_id',
      message: 'GitLab took a file and did not say where it is',
    });
  const { id, iid } = subject;
  const note = await client.json(`POST ${NOTES}`, { id, iid, body: fileNote(upload, ownKey) }, signal);
  const comment = asItem(note.data);
  return written(
    {
      ...upload,
      issueId,
      issue: subject.locator,
      iid,
      size: file.size,
      contentType: file.contentType,
      ownKey,
      noteId: idOf(comment),
      author: comment?.['author'],
      namedAt: comment?.['created_at'],
    },
    scope,
  );
}

async function uploaded(
  client: GitLabClient,
  projectId: string,
  file: NonNullable<CreateRequest['file']>,
  signal: AbortSignal,
) {
  try {
    return await client.upload(projectId, multipartOf([], 'file', file), signal);
  } catch (error) {
    if (!(error instanceof SynclineError) || error.class !== 'invalid') throw error;
    if (error.status !== 413 && !/too (large|big)/i.test(error.message)) throw error;
    throw new SynclineError({
      class: 'invalid',
      code: 'file_too_large',
      field: 'size',
      message:
        `${file.fileName} has ${file.size} bytes, which is more than the GitLab instance takes. It was not copied; its record ` +
        'is kept. Raise the limit there and retry this item, or make the file smaller, or ignore the item, and set ' +
        'largestFileMb so that the next one is not sent.',
      cause: error,
    });
  }
}

/** By our key; or else, where what is linked is known, one of the name and the size that is nothing else. */
async function findAttached(client: GitLabClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  if (!(await readsUploads(client, signal))) return null;
  const place = parsePlace(search.scope);
  const { subject } = issueOf(search);
  const { id, iid } = subject;
  const issue = (await client.json('GET /projects/{id}/issues/{iid}', { id, iid }, signal)).data;
  const named = await namedUploads(client, place, issue, subject, signal);
  const fileName = search.fields['file_name'];
  const oldest = searchedFrom(search).getTime();
  const alike: NamedUpload[] = [];
  for (const upload of named) {
    const isOurs = upload.ownKey === search.ownKey;
    const isAlike = upload.fileName === fileName && Date.parse(utcTime(upload.namedAt) ?? '') >= oldest;
    const head = isOurs || (isAlike && search.unlinked) ? await lookAt(client, id, upload, signal) : null;
    if (head && isOurs) return written({ ...upload, ...head }, search.scope);
    if (head && (head.size === null || head.size === search.fields['size'])) alike.push({ ...upload, ...head });
  }
  const ids = alike.map((upload) => uploadId(upload.issueId, upload));
  const [found] = (await search.unlinked?.(ids)) ?? [];
  const one = alike.find((upload) => uploadId(upload.issueId, upload) === found);
  return one ? written(one, search.scope) : null;
}

/** The upload goes before the comment: where the role does not suffice for that, nothing is gone. */
async function detach(client: GitLabClient, key: RecordKey, signal: AbortSignal): Promise<void> {
  const upload = uploadOfKey(key);
  if (!upload) return;
  const place = parsePlace(key.scope);
  const { secret, fileName, iid } = upload;
  const { id } = place;
  await removeAt(client, 'DELETE /projects/{id}/uploads/{secret}/{fileName}', { id, secret, fileName }, signal);
  const subject = { on: 'issues', locator: upload.issue, iid, id } as const;
  const named = await namedUploads(client, place, { id: Number(upload.issueId) }, subject, signal);
  const noteId = named.find((one) => one.secret === secret)?.noteId ?? null;
  if (noteId !== null) await removeAt(client, `DELETE ${NOTES}/{note}`, { id, iid, note: noteId }, signal);
}

function written(upload: NamedUpload, scope: string): Written {
  const placed: Upload & { issueId: string; issue: string } = upload;
  const externalId = uploadId(placed.issueId, placed);
  return { key: { externalId, locator: uploadLocator(placed.issue, placed), scope }, raw: rawOf([upload]) };
}

function issueOf(request: CreateRequest): { readonly issueId: string; readonly subject: NotedSubject } {
  const issue = request.parents['part_of'];
  if (!issue)
    throw new SynclineError({
      class: 'mapping',
      code: 'gitlab_no_subject',
      message: 'A file needs the issue that it is at.',
    });
  return {
    issueId: issue.externalId,
    subject: { on: 'issues', locator: issue.locator ?? '', ...numbered(issue) },
  };
}
