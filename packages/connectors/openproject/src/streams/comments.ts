import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference } from '@syncline/core';
import { isComment, readComments } from '../activity-list.ts';
import { attachedLocator } from '../attached.ts';
import type { OpenProjectClient } from '../client.ts';
import { parseElements } from '../collection.ts';
import { expressText } from '../express.ts';
import { fetchAttached } from '../fetch-attached.ts';
import { asItem, idOf, rawText, takeTime, utcTime } from '../item.ts';
import { linkOf, targetOf } from '../links.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { readOfEach } from '../of-each-work-package.ts';
import { splitOwnKey } from '../own-key.ts';
import { addPrincipal } from '../principal.ts';
import { planByCreation } from '../work-package-windows.ts';
import { commentWrites } from '../writes/comment-writes.ts';

/**
 * Comments on the work packages of a project: the activities in which something is said. OpenProject lists them by work
 * package alone. One that somebody changes within minutes of another change of theirs is one activity with it, under
 * the same id.
 */
export const comments: Stream<OpenProjectClient> = {
  name: 'comments',
  title: 'Comments',
  kind: 'comment',
  scopeKind: 'project',
  backfill: 'windows',
  incremental: 'since',
  pageSize: 1_000,
  itemId: 'id',
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'body', type: 'rich_text', notifies: 'tags', writable: 'yes', required: true, express: expressText },
    { name: 'restricted', type: 'boolean', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  writes: commentWrites,
  planWindows: planByCreation,
  readPage: (client, request, signal) => readOfEach(client, request, (id) => readComments(client, id, signal), signal),
  fetchOne: (client, key, signal) =>
    // One that was emptied is an activity still, and no comment any more.
    fetchAttached(
      client,
      key,
      {
        name: 'comment',
        resource: 'activities',
        link: 'workPackage',
        otherwise: (item) => (isComment(item) ? null : { outcome: 'gone' }),
      },
      signal,
    ),
  parsePage: parseElements,
  normalize: normalizeComment,
};

function normalizeComment(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a comment');
  if (!isComment(item)) return { outcome: 'ignored', reason: 'an activity in which nothing is said' };
  const { text, ownKey } = splitOwnKey(rawText(item['comment']) ?? '');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = { body: text ?? '', restricted: item['internal'] === true };
  takeTime(fields, item, 'createdAt', diagnostics, 'created_at');
  const references: Reference[] = [];
  const embedded: NormalisedRecord[] = [];
  addPrincipal(item, 'user', 'created_by', references, embedded);
  const subject = targetOf(linkOf(item, 'workPackage'))?.id ?? null;
  if (subject !== null) references.push({ relation: 'comments_on', stream: 'work_packages', externalId: subject });
  else
    diagnostics.push({
      severity: 'warning',
      code: 'openproject_no_subject',
      field: 'workPackage',
      message: 'OpenProject did not say which work package this comment is on',
    });
  return recordResult(
    {
      kind: 'comment',
      stream: 'comments',
      externalId,
      locator: subject === null ? null : attachedLocator(subject, 'activities', externalId),
      fields,
      references,
      relations: subject === null ? ['created_by'] : ['created_by', 'comments_on'],
      remoteUpdatedAt: utcTime(item['updatedAt']),
      url: null,
      ...(ownKey !== null && { ownKey }),
    },
    diagnostics,
    embedded,
  );
}
