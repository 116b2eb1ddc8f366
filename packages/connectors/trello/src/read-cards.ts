import { SynclineError } from '@syncline/core';
import type { ApiAnswer, TrelloClient } from './client.ts';
import { checkedId } from './ids.ts';
import { asItem, listOf, textOf } from './item.ts';

/** Routes that Trello takes with one call. */
const A_BATCH = 10;

/** What is attached is shown whole: a list of fields has commas, which part the routes of a batch. */
const WITH = 'customFieldItems=true&list=true&attachments=true';

/** One card with its list, the values of its custom fields and what is attached to it. */
export function readCard(client: TrelloClient, id: string, signal: AbortSignal): Promise<ApiAnswer> {
  const query = { customFieldItems: true, list: true, attachments: true, attachment_fields: 'isUpload,url' };
  return client.send({ path: `/cards/${checkedId(id)}`, query }, signal);
}

/** Cards by their ids, ten with a call; those that are gone, or may not be seen any more, are left out. */
export async function readCardsById(
  client: TrelloClient,
  ids: readonly string[],
  signal: AbortSignal,
  query = WITH,
): Promise<unknown[]> {
  const paths = ids.map((id) => `/cards/${checkedId(id)}?${query}`);
  return readBatch(client, paths, signal);
}

/** What these paths answer, ten with a call; what is gone, or may not be seen any more, is left out. */
export async function readBatch(
  client: TrelloClient,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let at = 0; at < paths.length; at += A_BATCH) {
    const batch = paths.slice(at, at + A_BATCH);
    const { data } = await client.send({ path: '/batch', query: { urls: batch.join(',') } }, signal);
    const answers = listOf(data);
    if (answers.length !== batch.length) throw brokenBatch('another number of answers than routes');
    for (const answer of answers) found.push(...cardIn(answer));
  }
  return found;
}

/** An answer is `{ "200": … }`, or a refusal with its status and words. */
function cardIn(answer: unknown): unknown[] {
  const item = asItem(answer);
  if (item?.['200'] !== undefined) return [item['200']];
  const status = Number(item?.['statusCode'] ?? Object.keys(item ?? {})[0]);
  const words = textOf(item?.['message']) ?? '';
  if (status === 404 || (status === 401 && /permission/i.test(words))) return [];
  throw brokenBatch(`${Number.isNaN(status) ? 'an answer without a status' : `status ${status}`} ${words}`.trim());
}

function brokenBatch(what: string): SynclineError {
  return new SynclineError({
    class: 'transient',
    code: 'trello_batch',
    message: `Trello answered a batch of reads with ${what}`,
  });
}
