import {
  type CreateRequest,
  type CreateSearch,
  type FileToSend,
  multipartOf,
  type StreamWrites,
  type Written,
} from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { attachmentLocator, isFile, readAttached, sizeOf } from '../attachment-list.ts';
import { boardIdOf } from '../board-list.ts';
import type { ApiAnswer, TrelloClient } from '../client.ts';
import { fileNameOf } from '../express.ts';
import { checkedId } from '../ids.ts';
import { asItem, type Item, idOf, utcTime } from '../item.ts';
import { CLOCK_SKEW_MS } from './find-card.ts';
import { noCreatedId } from './refused.ts';
import { removeAt } from './remove-at.ts';

/** Of an attached file Trello changes no more than its name: they are attached and deleted. */
export const attachmentWrites: StreamWrites<TrelloClient> = {
  concurrency: 'compare',
  creates: 'scan',
  // A card is read from where it is written: nothing lags.
  createLagMs: 5_000,
  parents: [{ relation: 'part_of', stream: 'cards', required: true }],
  create: attach,
  findCreated: findAttached,
  remove(client, { externalId, locator }, signal) {
    const [cardId = ''] = (locator ?? '').split('/', 1);
    return removeAt(client, `/cards/${checkedId(cardId)}/attachments/${checkedId(externalId)}`, signal);
  },
};

async function attach(client: TrelloClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const { file } = request;
  if (!file) throw new TypeError('an attachment is made of a file');
  const cardId = cardOf(request);
  // A picture is not made the card's cover.
  const query = { name: fileNameOf(file.fileName), mimeType: file.contentType, setCover: false };
  const { data } = await sent(client, { cardId, query, file }, signal);
  const item = asItem(Array.isArray(data) ? data[0] : data);
  if (!item || idOf(item) === null) throw noCreatedId('file at a card');
  return written(item, cardId, await boardIdOf(client, request.scope, signal));
}

async function sent(
  client: TrelloClient,
  { cardId, query, file }: { cardId: string; query: Record<string, string | boolean>; file: FileToSend },
  signal: AbortSignal,
): Promise<ApiAnswer> {
  try {
    return await client.upload({ path: `/cards/${cardId}/attachments`, query }, multipartOf([], 'file', file), signal);
  } catch (error) {
    if (!(error instanceof SynclineError) || error.class !== 'invalid') throw error;
    if (error.status !== 413 && !/too (large|big)|file ?size/i.test(error.message)) throw error;
    throw new SynclineError({
      class: 'invalid',
      code: 'file_too_large',
      field: 'size',
      message:
        `${file.fileName} has ${file.size} bytes, which is more than the workspace's plan at Trello takes. It was not copied; ` +
        'its record is kept. Make the file smaller, or ignore the item, and set largestFileMb so that the next one is not sent.',
      cause: error,
    });
  }
}

/** One of the name and the size, made since, that is nothing else. */
async function findAttached(client: TrelloClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  const cardId = cardOf(search);
  const { file_name: name, size } = search.fields;
  const oldest = search.since.getTime() - CLOCK_SKEW_MS;
  const alike = (await readAttached(client, cardId, signal)).filter(
    (one) =>
      isFile(one) && one['name'] === name && sizeOf(one) === size && Date.parse(utcTime(one['date']) ?? '') >= oldest,
  );
  const ids = alike.flatMap((one) => idOf(one) ?? []);
  const [id] = (await search.unlinked?.(ids)) ?? ids;
  const found = alike.find((one) => idOf(one) === id);
  return found ? written(found, cardId, await boardIdOf(client, search.scope, signal)) : null;
}

function written(item: Item, idCard: string, scope: string): Written {
  const externalId = idOf(item) ?? '';
  const raw = Buffer.from(JSON.stringify([{ ...item, idCard }]));
  return { key: { externalId, locator: attachmentLocator(idCard, externalId), scope }, raw };
}

function cardOf(request: CreateRequest): string {
  return checkedId(request.parents['part_of']?.externalId ?? '');
}
