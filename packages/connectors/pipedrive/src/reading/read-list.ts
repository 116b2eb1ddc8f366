import type { FetchedPage, PageRequest, WindowPlan } from '@syncline/connector-sdk';
import { catalogueOf, withCatalogue } from '../catalogue/catalogue.ts';
import type { PipedriveClient } from '../client.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { asItem, itemsOf, textOf } from '../item.ts';
import { type Place, placeFrom, wholeSecond, windowCursor } from './place.ts';
import { splitOff } from './split-window.ts';

/** As many as Pipedrive gives at once. */
export const PAGE_SIZE = 500;

/** A clock of Pipedrive's may be behind that of its answers, and lists behind both, by this much. */
const SLACK_MS = 60_000;

/**
 * A list is read in windows of when records were last changed, oldest first: there is no filter for what never changes of
 * a record. One that is edited meanwhile leaves its window for the end of time, so each window that has an end is
 * followed by what was changed since the plan was made: what it missed is there by then. Nothing else moves: the vendor's
 * cursor names the last record it gave and goes on after it, whatever is changed or deleted before.
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
  if (isAtEnd) return { raw, next: nextAfter(definition, place), observedAt };
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

/**
 * Changes are read in one list after the other, as what is archived goes from the one to the other. They follow a window
 * in its own list; the open window, which shows its own changes, in the lists after it.
 */
function nextAfter(definition: ObjectDefinition, place: Place) {
  const isWindow = place.depth >= 0;
  const isOpen = place.before === '' && place.to === '';
  const list = place.list + (isWindow && !isOpen ? 0 : 1);
  if (list >= definition.lists.length) return null;
  const from = isWindow ? wholeSecond(Date.parse(place.now) - SLACK_MS) : place.from;
  return windowCursor({ ...START, list, from, depth: -1 });
}
