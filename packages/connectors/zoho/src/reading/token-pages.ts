import { asItem, type FetchedPage, type PageRequest } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { ZohoAnswer, ZohoClient } from '../client.ts';
import { columnsOf, type ModuleDefinition } from '../record/module-definition.ts';

/** The most that Zoho lists on a page. */
export const LIST_SIZE = 200;

const EMPTY = Buffer.from('{"data":[]}');

/**
 * A page of a list, followed by the tokens that Zoho gives with each page: it takes page numbers up to 2,000 records
 * alone, and tokens up to 100,000. A token lapses after a day; then the list is read from its start, and what was read
 * already is read once more. A first read is in the order of ids; a poll goes back from the newest change to `since`,
 * so that what is edited meanwhile is read by the next poll.
 */
export async function readTokenPage(
  client: ZohoClient,
  definition: ModuleDefinition,
  request: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const { since } = request;
  const token = (request.cursor as { readonly token?: string } | null)?.token;
  const query = {
    fields: columnsOf(definition, client.settings).join(','),
    per_page: String(Math.min(request.pageSize ?? LIST_SIZE, LIST_SIZE)),
    ...(since === null ? { sort_by: 'id', sort_order: 'asc' } : { sort_by: 'Modified_Time', sort_order: 'desc' }),
    ...(token !== undefined && token !== '' && { page_token: token }),
  };
  let answer: ZohoAnswer;
  try {
    answer = await client.send({ path: `/${definition.module}`, query }, signal);
  } catch (error) {
    if (token === undefined || token === '' || !isLapsedToken(error)) throw error;
    return { raw: EMPTY, next: { token: '' }, observedAt: new Date() };
  }
  const { text, data, observedAt } = answer;
  const records = asItem(data)?.['data'];
  if (!Array.isArray(records)) return { raw: EMPTY, next: null, observedAt };
  const oldest = Date.parse(String(asItem(records.at(-1))?.['Modified_Time']));
  const isPast = since !== null && oldest < since.getTime();
  return { raw: Buffer.from(text), next: isPast ? null : nextOf(asItem(data)?.['info'], definition), observedAt };
}

function nextOf(value: unknown, { title }: ModuleDefinition): { readonly token: string } | null {
  const info = asItem(value);
  if (info?.['more_records'] !== true) return null;
  const token = info['next_page_token'];
  if (typeof token === 'string' && token !== '') return { token };
  throw new SynclineError({
    class: 'invalid',
    code: 'zoho_list_ends',
    message: `Zoho lists no further ${title}: its lists end at 100,000 records.`,
  });
}

function isLapsedToken(error: unknown): boolean {
  const { class: errorClass, code, message } = toSynclineError(error);
  return errorClass === 'invalid' && /page_?token/i.test(`${code} ${message}`);
}
