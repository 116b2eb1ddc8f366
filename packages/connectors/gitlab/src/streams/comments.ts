import type { FetchedRecord, NormalizeResult, RecordKey, Stream } from '@syncline/connector-sdk';
import { type NormalisedRecord, type Reference, toSynclineError } from '@syncline/core';
import type { GitLabClient } from '../client.ts';
import { commentLocator, subjectInLocator } from '../comment-place.ts';
import { addUser } from '../embedded-user.ts';
import { expressText } from '../express.ts';
import { isFileNote } from '../file-note.ts';
import { asItem, idOf, takeFlag, takeKeyedText, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { notesOf, planNoteWindows, readNotePage, type SubjectNote, subjectId } from '../note-list.ts';
import { PAGE_SIZE, parseItems } from '../paging.ts';
import { readOnly } from '../stream-fields.ts';
import { isNotice } from '../writes/announce.ts';
import { commentWrites } from '../writes/comment-writes.ts';

/** What people say on issues, work items and epics: GitLab calls it notes. */
export const comments: Stream<GitLabClient> = {
  name: 'comments',
  title: 'Comments',
  kind: 'comment',
  scopeKind: 'commented',
  backfill: 'windows',
  incremental: 'since',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'body', type: 'rich_text', notifies: true, writable: 'yes', required: true, express: expressText },
    ...readOnly('boolean', 'restricted', 'resolved'),
    ...readOnly('instant', 'created_at'),
  ],
  writes: commentWrites,
  planWindows: planNoteWindows,
  readPage: readNotePage,
  fetchOne: fetchComment,
  parsePage: parseItems,
  normalize: normalizeComment,
};

async function fetchComment(client: GitLabClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const subject = subjectInLocator(key);
  if (!subject) return { outcome: 'unreachable', detail: `${key.locator ?? 'no locator'} names no comment` };
  const name = `comment ${key.locator}`;
  let epicId: string;
  try {
    epicId = await subjectId(client, subject, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return { outcome: 'unreachable', detail: `${name} was not found, nor was what it is on` };
  }
  const { path, parameters } = notesOf(subject, epicId);
  try {
    const { data } = await client.json(`GET ${path}/{note}`, { ...parameters, note: key.externalId }, signal);
    const found: SubjectNote = { on: subject.on, at: subject.locator, note: data };
    return { outcome: 'found', raw: Buffer.from(JSON.stringify(found)) };
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
  // What it is on was just seen to be there, or is asked for now.
  const { id, iid } = subject;
  try {
    if (subject.on !== 'epics') await client.bytes('GET /projects/{id}/issues/{iid}', { id, iid }, signal);
    return { outcome: 'gone' };
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return { outcome: 'unreachable', detail: `${name} was not found, nor was what it is on` };
  }
}

function normalizeComment(value: unknown): NormalizeResult {
  const { on, at, note } = (asItem(value) ?? {}) as Partial<SubjectNote>;
  const started = startRecord(note);
  const stream = on === 'issues' || on === 'work_items' || on === 'epics' ? on : null;
  if (!started || stream === null || typeof at !== 'string') return notARecord('a comment');
  const { item, externalId, fields, diagnostics } = started;
  if (item['system'] === true) return { outcome: 'ignored', reason: 'noted down by GitLab itself' };
  if (isNotice(item['body'])) return { outcome: 'ignored', reason: 'a note of Syncline about its own work' };
  if (isFileNote(item['body'])) return { outcome: 'ignored', reason: 'a note of Syncline that a file was attached' };
  const { ownKey } = takeKeyedText(fields, item, 'body', diagnostics);
  // Older versions call it confidential. Kept from some who see the issue: not meant for another side either.
  takeFlag(fields, item, 'internal' in item ? 'internal' : 'confidential', diagnostics, 'restricted');
  takeFlag(fields, item, 'resolved', diagnostics);
  takeTime(fields, item, 'created_at', diagnostics);
  const references: Reference[] = [];
  const embedded: NormalisedRecord[] = [];
  addUser(item['author'], 'created_by', references, embedded);
  const subject = idOf({ id: item['noteable_id'] });
  references.push({ relation: 'comments_on', stream, externalId: subject, ...(subject === null && { locator: at }) });
  return recordResult(
    {
      kind: 'comment',
      stream: 'comments',
      externalId,
      locator: commentLocator({ locator: at }, externalId),
      fields,
      references,
      relations: ['created_by', 'comments_on'],
      remoteUpdatedAt: utcTime(item['updated_at']),
      url: textOf(item['web_url']),
      ...(ownKey !== undefined && { ownKey }),
    },
    diagnostics,
    embedded,
  );
}
