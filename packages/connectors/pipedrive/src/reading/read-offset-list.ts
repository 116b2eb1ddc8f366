import type { FetchedPage, PageRequest } from '@syncline/connector-sdk';
import { catalogueOf, withCatalogue } from '../catalogue/catalogue.ts';
import type { PipedriveClient } from '../client.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { asItem, type Item, itemsOf } from '../item.ts';
import { wholeSecond } from './place.ts';
import { PAGE_SIZE } from './read-list.ts';

/**
 * A page of a list of version 1, which knows positions alone: in the order of ids, so that edits move nothing. A record
 * deleted meanwhile moves what follows one position ahead. So each page begins with the last record of the page before;
 * where that stands no more, the read goes back until it meets what was read already.
 */
export async function readOffsetPage(
  client: PipedriveClient,
  definition: ObjectDefinition,
  request: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const limit = Math.min(request.pageSize ?? PAGE_SIZE, PAGE_SIZE);
  const [path = ''] = definition.lists;
  const after = numberOf(request.cursor, 'after');
  let start = Math.max(0, numberOf(request.cursor, 'start') - (after > 0 ? 1 : 0));
  for (;;) {
    const since = request.since === null ? undefined : wholeSecond(request.since);
    const { data, observedAt } = await client.send(
      { path, query: { start, limit, sort: 'id ASC', updated_since: since } },
      signal,
    );
    const items = itemsOf(data);
    if (after > 0 && start > 0 && !(idNumber(items[0]) <= after)) {
      start = Math.max(0, start - limit);
      continue;
    }
    const fresh = items.filter((item) => !(idNumber(item) <= after));
    const pagination = asItem(asItem(asItem(data)?.['additional_data'])?.['pagination']);
    const isMore = pagination?.['more_items_in_collection'] === true && items.length > 0;
    const text = JSON.stringify({ ...asItem(data), data: fresh });
    return {
      raw: withCatalogue(text, await catalogueOf(client, definition, signal)),
      next: isMore ? { start: start + items.length, after: Math.max(after, idNumber(items.at(-1))) } : null,
      observedAt,
    };
  }
}

function idNumber(item: Item | undefined): number {
  const id = item?.['id'];
  return typeof id === 'number' ? id : Number.NaN;
}

function numberOf(cursor: PageRequest['cursor'], name: string): number {
  const value: unknown = cursor === null ? 0 : (cursor as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
}
