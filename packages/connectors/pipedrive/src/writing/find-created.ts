import type { CreateSearch, Written } from '@syncline/connector-sdk';
import { catalogueOf, withItemCatalogue } from '../catalogue/catalogue.ts';
import type { PipedriveClient } from '../client.ts';
import { instantIn } from '../fields/codec.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { asItem, type Item, idOf, itemsOf, textOf } from '../item.ts';

/** Both clocks may be off by hours. */
const CLOCK_SKEW_MS = 3 * 3_600_000;
const PAGE_SIZE = 500;

/**
 * Looks for a record by our key among those made since the first attempt, newest first, in the lists and not by search:
 * what search finds lags behind. The oldest is taken: a person may have copied it already, key and all.
 */
export async function findCreatedRecord(
  client: PipedriveClient,
  definition: ObjectDefinition,
  search: CreateSearch,
  signal: AbortSignal,
): Promise<Written | null> {
  const catalogue = await catalogueOf(client, definition, signal);
  const from = search.since.getTime() - CLOCK_SKEW_MS;
  let found: string | null = null;
  for (const list of definition.lists)
    for await (const item of newestFirst(client, list, signal)) {
      if (madeAt(item) < from) break;
      const shown = withItemCatalogue({ syncline: { catalogue } }, item);
      if (definition.ownKey?.(shown) === search.ownKey) found = idOf(item['id']) ?? found;
    }
  return found === null ? null : { key: { externalId: found, locator: null, scope: search.scope }, raw: null };
}

async function* newestFirst(client: PipedriveClient, path: string, signal: AbortSignal): AsyncGenerator<Item> {
  const isV1 = path.startsWith('/v1/');
  for (let cursor = '', start = 0; ; ) {
    const query = isV1
      ? { sort: 'id DESC', start, limit: PAGE_SIZE }
      : { sort_by: 'id', sort_direction: 'desc', limit: PAGE_SIZE, cursor };
    const { data } = await client.send({ path, query }, signal);
    const items = itemsOf(data);
    yield* items;
    const more = asItem(asItem(data)?.['additional_data']);
    cursor = textOf(more?.['next_cursor']) ?? '';
    start += items.length;
    const isMore = isV1 ? asItem(more?.['pagination'])?.['more_items_in_collection'] === true : cursor !== '';
    if (!isMore || items.length === 0) return;
  }
}

/**
 * When it was made, at the latest: the time that a note is about may be long before. One that does not say is looked at.
 */
function madeAt(item: Item): number {
  const times = [item['add_time'], item['update_time']].flatMap((value) => instantIn(textOf(value) ?? '') ?? []);
  return times.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...times.map((time) => Date.parse(time)));
}
