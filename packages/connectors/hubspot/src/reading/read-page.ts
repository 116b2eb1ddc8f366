import type { FetchedPage, PageCursor, PageRequest } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import { bySize } from '../object/associated-ids.ts';
import { idOf } from '../object/normalize.ts';
import { associatedObjects, type ObjectDefinition, propertiesOf } from '../object/object-definition.ts';
import { CustomTypeCache, type CustomTypes } from './custom-types.ts';
import { readAssociations } from './read-associations.ts';
import { type Filter, PAGE_SIZE, search } from './search.ts';

/**
 * Records of an id from `from` (included) to `to` (not included) and above `after`, changed at `since` or later (ms since
 * 1970); each '' where it does not narrow.
 */
export type IdCursor = { readonly from: string; readonly to: string; readonly after: string; readonly since: string };

export const EVERYTHING: IdCursor = { from: '', to: '', after: '', since: '' };

/** What is asked of one object, by a stream of its own or as one type of custom objects. */
export interface Listing {
  readonly object: string;
  readonly modified: string;
  readonly properties: readonly string[];
  /** Objects at the other end of associations that are read along. */
  readonly associated: readonly string[];
  /** What the properties are that the settings name; absent: as they come. */
  customTypes?(signal: AbortSignal): Promise<CustomTypes>;
}

const customTypes = new CustomTypeCache();

export function listingOf(definition: ObjectDefinition, client: HubspotClient): Listing {
  return {
    object: definition.object,
    modified: definition.modified,
    properties: propertiesOf(definition, client.settings),
    associated: associatedObjects(definition),
    customTypes: (signal) => customTypes.of(client, definition, signal),
  };
}

/**
 * One page in the order of ids, of a window of a backfill or of a poll. However many records share a moment of change,
 * each has an id of its own, so that none is passed over and no search is read beyond its first page. What is edited
 * meanwhile keeps its place and falls to the next poll; what is made meanwhile comes at the end, or falls to it as well.
 */
export async function readPage(
  client: HubspotClient,
  listing: Listing,
  request: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const cursor = (request.cursor as IdCursor | null) ?? {
    ...EVERYTHING,
    since: request.since ? String(request.since.getTime()) : '',
  };
  const limit = Math.min(request.pageSize ?? PAGE_SIZE, PAGE_SIZE);
  const { object, properties, associated } = listing;
  const asked = { object, properties, limit, filters: filtersOf(listing.modified, cursor) };
  const { results, observedAt } = await search(client, asked, signal);
  const ids = results.flatMap((item) => idOf(item) ?? []);
  const associations = await readAssociations(client, object, associated, ids, signal);
  const whole = results.map((item) => ({ ...item, associations: associations.get(String(item['id'])) ?? {} }));
  return {
    raw: Buffer.from(JSON.stringify({ results: whole, types: await listing.customTypes?.(signal) })),
    next: results.length < limit ? null : nextCursor(cursor, ids),
    observedAt,
  };
}

export function filtersOf(modified: string, { from, to, after, since }: IdCursor): Filter[] {
  const filters: Filter[] = [];
  if (after !== '') filters.push({ propertyName: 'hs_object_id', operator: 'GT', value: after });
  else if (from !== '') filters.push({ propertyName: 'hs_object_id', operator: 'GTE', value: from });
  if (to !== '') filters.push({ propertyName: 'hs_object_id', operator: 'LT', value: to });
  if (since !== '') filters.push({ propertyName: modified, operator: 'GTE', value: since });
  return filters;
}

function nextCursor(cursor: IdCursor, ids: readonly string[]): PageCursor {
  const last = ids.at(-1);
  // An order other than that of ids would pass records over, or never end.
  const isInOrder = ids.every((id, at) => bySize(at === 0 ? cursor.after : (ids[at - 1] ?? ''), id) < 0);
  if (last === undefined || !isInOrder)
    throw new SynclineError({
      class: 'transient',
      code: 'hubspot_search_out_of_order',
      message: 'HubSpot answered a search in another order than that of ids.',
    });
  return { ...cursor, after: last };
}
