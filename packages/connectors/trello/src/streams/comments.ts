import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference } from '@syncline/core';
import { fetchOfBoard, parseItems } from '../board-stream.ts';
import { COMMENT_PAGE, readComments } from '../changed-comments.ts';
import type { TrelloClient } from '../client.ts';
import { COMMENT_FIELDS, commentLocator, isCommentAction } from '../comment-actions.ts';
import { embeddedMember } from '../embedded-member.ts';
import { expressText } from '../express.ts';
import { checkedId } from '../ids.ts';
import { asItem, idIn, idOf, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { splitOwnKey } from '../own-key.ts';
import { commentWrites } from '../writes/comment-writes.ts';

/**
 * Comments on a board's cards, which are actions. A comment keeps the id and the time it was made with: edits of it are
 * told by webhooks, and found where its card shows activity; its deletion by webhooks alone.
 */
export const comments: Stream<TrelloClient> = {
  name: 'comments',
  title: 'Comments',
  kind: 'comment',
  scopeKind: 'board',
  backfill: 'follow',
  incremental: 'since',
  pageSize: COMMENT_PAGE,
  itemId: 'id',
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'body', type: 'rich_text', notifies: true, writable: 'yes', required: true, express: expressText },
    { name: 'created_at', type: 'instant', writable: 'no' },
    { name: 'edited_at', type: 'instant', writable: 'no' },
  ],
  writes: commentWrites,
  readPage: readComments,
  fetchOne: (client, key, signal) =>
    fetchOfBoard(
      client,
      key,
      {
        name: 'comment',
        request: { path: `/actions/${checkedId(key.externalId)}`, query: COMMENT_FIELDS },
        boardOf: (data) => idOf(asItem(asItem(data)?.['data'])?.['board']),
      },
      signal,
    ),
  parsePage: parseItems,
  normalize: normalizeComment,
};

function normalizeComment(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a comment');
  if (!isCommentAction(item)) return { outcome: 'ignored', reason: 'an action that is no comment' };
  const diagnostics: Diagnostic[] = [];
  const data = asItem(item['data']);
  const { text, ownKey } = splitOwnKey(textOf(data?.['text']) ?? '');
  const editedAt = utcTime(data?.['dateLastEdited']);
  const fields: Record<string, Json> = { body: text ?? '', edited_at: editedAt };
  takeTime(fields, item, 'date', diagnostics, 'created_at');
  const references: Reference[] = [];
  const relations: Reference['relation'][] = ['created_by'];
  const authorId = idIn(item, 'idMemberCreator');
  if (authorId !== null) references.push({ relation: 'created_by', stream: 'members', externalId: authorId });
  const author = embeddedMember(item['memberCreator']);
  const embedded: NormalisedRecord[] = author === null ? [] : [author];
  const cardId = idOf(data?.['card']);
  if (cardId !== null) {
    relations.push('comments_on');
    references.push({ relation: 'comments_on', stream: 'cards', externalId: cardId });
  } else
    diagnostics.push({
      severity: 'warning',
      code: 'trello_no_subject',
      field: 'card',
      message: 'Trello did not say which card this comment is on',
    });
  return recordResult(
    {
      kind: 'comment',
      stream: 'comments',
      externalId,
      locator: cardId === null ? null : commentLocator(cardId, externalId),
      fields,
      references,
      relations,
      remoteUpdatedAt: editedAt ?? utcTime(item['date']),
      url: null,
      ...(ownKey !== null && { ownKey }),
    },
    diagnostics,
    embedded,
  );
}
