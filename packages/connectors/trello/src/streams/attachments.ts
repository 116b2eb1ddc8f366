import type {
  FetchedPage,
  FetchedRecord,
  NormalizeResult,
  PageRequest,
  RecordKey,
  Stream,
} from '@syncline/connector-sdk';
import { type Diagnostic, type Json, type Reference, toSynclineError } from '@syncline/core';
import { readActiveCards } from '../active-cards.ts';
import { attachmentContent } from '../attachment-content.ts';
import {
  attachedTo,
  attachmentLocator,
  cardOfAttachment,
  cardWithAttachments,
  isFile,
  sizeOf,
  WITH_ATTACHMENTS,
} from '../attachment-list.ts';
import { boardIdOf, leftOutBoard } from '../board-list.ts';
import { parseItems } from '../board-stream.ts';
import { cardList, planCardWindows, readWindow } from '../card-list.ts';
import type { TrelloClient } from '../client.ts';
import { expressFileName } from '../express.ts';
import { asItem, type Item, idIn, idOf, listOf, requireText, takeText, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { readCardsById } from '../read-cards.ts';
import { attachmentWrites } from '../writes/attachment-writes.ts';

/** Cards whose files make a page of what changed. */
const CARDS_A_PAGE = 50;

/** Files at the cards of a board. One that comes or goes is an activity of its card. Links that are attached are no files. */
export const attachments: Stream<TrelloClient> = {
  name: 'attachments',
  title: 'Attachments',
  kind: 'attachment',
  scopeKind: 'board',
  backfill: 'windows',
  incremental: 'since',
  pageSize: 1_000,
  itemId: 'id',
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'file_name', type: 'text', writable: 'create', required: true, express: expressFileName },
    { name: 'size', type: 'number', writable: 'create', required: true },
    { name: 'content_type', type: 'text', writable: 'no' },
    { name: 'url', type: 'text', writable: 'no' },
    { name: 'preview_urls', type: 'json', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  writes: attachmentWrites,
  content: attachmentContent,
  // The count is one of cards.
  planWindows: async (client, scope, signal) => ({ ...(await planCardWindows(client, scope, signal)), count: null }),
  readPage,
  fetchOne,
  parsePage: parseItems,
  normalize: normalizeAttachment,
};

async function readPage(client: TrelloClient, request: PageRequest, signal: AbortSignal): Promise<FetchedPage> {
  if (request.since !== null) return readChanged(client, { ...request, since: request.since }, signal);
  const list = (boardId: string) => {
    const { path, query } = cardList('boards', boardId, WITH_ATTACHMENTS.fields);
    return { path, query: { ...query, ...WITH_ATTACHMENTS } };
  };
  const { items, ...page } = await readWindow(client, request, list, signal);
  return { ...page, raw: rawOf(items.flatMap(attachedTo)) };
}

/** What is attached to cards with activity since. */
async function readChanged(
  client: TrelloClient,
  { scope, since, cursor, pageSize }: PageRequest & { readonly since: Date },
  signal: AbortSignal,
): Promise<FetchedPage> {
  const boardId = await boardIdOf(client, scope, signal);
  const { below = '' } = (cursor ?? {}) as { below?: string };
  const most = Math.min(pageSize ?? CARDS_A_PAGE, CARDS_A_PAGE);
  const active = await readActiveCards(client, { boardId, since, below, most }, signal);
  const listed: Item[] = [];
  for (const card of await readCardsById(client, active.ids, signal, 'fields=idBoard&attachments=true'))
    if ((await leftOutBoard(client, idIn(asItem(card), 'idBoard'), signal)) === null) listed.push(...attachedTo(card));
  return {
    raw: rawOf(listed),
    next: active.next === null ? null : { below: active.next },
    observedAt: active.observedAt,
  };
}

async function fetchOne(client: TrelloClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const cardId = cardOfAttachment(key.locator);
  const name = `attachment ${key.externalId}`;
  if (cardId === null) return { outcome: 'unreachable', detail: `nobody knows at which card ${name} is` };
  let card: unknown;
  try {
    card = (await client.send(cardWithAttachments(cardId), signal)).data;
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return { outcome: 'unreachable', detail: `${name} was not found, nor was its card` };
  }
  const detail = await leftOutBoard(client, idIn(asItem(card), 'idBoard'), signal);
  if (detail !== null) return { outcome: 'out_of_scope', detail };
  const found = attachedTo(card).find((one) => idOf(one) === key.externalId);
  return found ? { outcome: 'found', raw: rawOf([found]) } : { outcome: 'gone' };
}

function rawOf(listed: readonly Item[]): Uint8Array {
  return Buffer.from(JSON.stringify(listed));
}

function normalizeAttachment(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  const cardId = idIn(item, 'idCard');
  if (!item || externalId === null || cardId === null) return notARecord('an attachment');
  if (!isFile(item)) return { outcome: 'ignored', reason: 'a link that is attached, no file' };
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics, 'file_name');
  const size = sizeOf(item);
  if (size !== null) fields['size'] = size;
  takeText(fields, item, 'mimeType', diagnostics, 'content_type');
  takeText(fields, item, 'url', diagnostics);
  fields['preview_urls'] = listOf(item['previews']).flatMap(
    (preview) => textOf(asItem(preview)?.['url']) ?? textOf(preview) ?? [],
  );
  takeTime(fields, item, 'date', diagnostics, 'created_at');
  const references: Reference[] = [{ relation: 'part_of', stream: 'cards', externalId: cardId }];
  const authorId = idIn(item, 'idMember');
  if (authorId !== null) references.push({ relation: 'created_by', stream: 'members', externalId: authorId });
  return recordResult(
    {
      kind: 'attachment',
      stream: 'attachments',
      externalId,
      locator: attachmentLocator(cardId, externalId),
      fields,
      references,
      relations: ['part_of', 'created_by'],
      remoteUpdatedAt: utcTime(item['date']),
      url: null,
    },
    diagnostics,
  );
}
