import type { FetchedPage, PageRequest, WindowPlan } from '@syncline/connector-sdk';
import { catalogueOf, withCatalogue } from '../catalogue/catalogue.ts';
import type { PipedriveClient } from '../client.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { asItem, itemsOf, textOf } from '../item.ts';
import { type Place, placeFrom, wholeSecond, windowCursor } from './place.ts';
import { splitOff } from './split-window.ts';

/** As many as Pipedrive gives at once. */
export const PAGE_SIZE = 500;

/**
 * A list is read in windows of when records were last changed, oldest first. There is no filter for what never changes
 * of a record: one that is edited while the windows are read leaves its window for the end of time, and is found by
 * the changes since the plan was made, which are read next. Nothing else moves: the vendor's cursor names the last record
 * it gave and goes on after it, whatever is changed or deleted before.
 */
export async function planListWindows(
  client: PipedriveClient,
  definition: ObjectDefinition,
  signal: AbortSignal,
): Promise<WindowPlan> {
  const [first = ''] = definition.lists;
  // Only for the vendor's clock: how many there are it does not say.
  const { observedAt } = await client.send({ path: first, query: { limit: 1 } }, signal);
  const now = wholeSecond(observedAt);
  return { windows: definition.lists.map((_, list) => windowCursor({ ...START, list, now })), count: null, observedAt };
}

const START: Place = { list: 0, from: '', to: '', before: '', cursor: '', depth: 0, now: '' };

export async function readListPage(
  client: PipedriveClient,
  definition: ObjectDefinition,
  request: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const place = placeOf(request);
  const catalogue = await catalogueOf(client, definition, signal);
  const { text, data, observedAt } = await client.send(
    {
      path: definition.lists[place.list] ?? definition.path,
      query: {
        sort_by: 'update_time',
        sort_direction: 'asc',
        updated_since: place.from,
        updated_until: place.to,
        limit: Math.min(request.pageSize ?? PAGE_SIZE, PAGE_SIZE),
        cursor: place.cursor,
      },
    },
    signal,
  );
  const cursor = textOf(asItem(asItem(data)?.['additional_data'])?.['next_cursor']) ?? '';
  const last = textOf(itemsOf(data).at(-1)?.['update_time']) ?? '';
  const isAtEnd = cursor === '' || (place.before !== '' && last !== '' && Date.parse(last) >= Date.parse(place.before));
  const raw = withCatalogue(text, catalogue, place.before);
  if (isAtEnd) return { raw, next: nextList(definition, request, place), observedAt };
  const { kept, split } = splitOff(place, last);
  return {
    raw,
    next: windowCursor({ ...kept, cursor }),
    ...(split && { split: [windowCursor(split)] }),
    observedAt,
  };
}

function placeOf({ cursor, since }: PageRequest): Place {
  if (cursor !== null) return placeFrom(cursor);
  return { ...START, from: since === null ? '' : wholeSecond(since), depth: -1 };
}

/** Windows each have one list; a read of changes goes through all of them. */
function nextList(definition: ObjectDefinition, { since }: PageRequest, place: Place) {
  const list = place.list + 1;
  if (since === null || list >= definition.lists.length) return null;
  return windowCursor({ ...START, list, from: place.from, depth: -1 });
}
