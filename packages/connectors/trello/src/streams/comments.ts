import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference } from '@syncline/core';
import { boardIdOf } from '../board-list.ts';
import { fetchOfBoard, parseItems } from '../board-stream.ts';
import type { TrelloClient } from '../client.ts';
import { COMMENT_ACTIONS, COMMENT_FIELDS, commentLocator, isCommentAction } from '../comment-actions.ts';
import { embeddedMember } from '../embedded-member.ts';
import { expressText } from '../express.ts';
import { readIdPage } from '../id-pages.ts';
import { checkedId } from '../ids.ts';
import { asItem, idIn, idOf, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { splitOwnKey } from '../own-key.ts';
import { commentWrites } from '../writes/comment-writes.ts';

const PAGE = 1_000;

/**
 * Comments on a board's cards, which are actions. A comment keeps the id and the time it was made with: edits of it, and
 * its deletion, are told by webhooks, and found by reading all again.
 */
export const comments: Stream<TrelloClient> = {
  name: 'comments',
  title: 'Comments',
  kind: 'comment',
  scopeKind: 'board',
  backfill: 'follow',
  incremental: 'since',
  pageSize: PAGE,
  itemId: 'id',
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'body', type: 'rich_text', writable: 'yes', required: true, express: expressText },
    { name: 'created_at', type: 'instant', writable: 'no' },
    { name: 'edited_at', type: 'instant', writable: 'no' },
  ],
  writes: commentWrites,
  async readPage(client, { scope, since, cursor, pageSize }, signal) {
    const boardId = await boardIdOf(client, scope, signal);
    const { before } = (cursor ?? {}) as { readonly before?: string };
    const list = {
      path: `/boards/${boardId}/actions`,
      query: { ...COMMENT_ACTIONS, ...(since && { since: since.toISOString() }) },
    };
    const size = Math.min(pageSize ?? PAGE, PAGE);
    const page = await readIdPage(client, list, { from: null, before: before ?? null }, size, signal);
    return {
      raw: Buffer.from(JSON.stringify(page.items)),
      next: page.next === null ? null : { before: page.next },
      observedAt: page.answer.observedAt,
    };
  },
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
