import { cutWindows, type WindowPlan } from '@syncline/connector-sdk';
import type { HubspotClient } from '../client.ts';
import { idOf } from '../object/normalize.ts';
import { EVERYTHING, filtersOf, type IdCursor, type Listing } from './read-page.ts';
import { PAGE_SIZE, search } from './search.ts';

/** Counts are searches, of which there are few a second. */
const MAX_COUNTS = 60;
const LEAST_OF_A_WINDOW = 2 * PAGE_SIZE;

/**
 * An object's backfill: one list where it fits into a page, else windows of ids side by side. A record's id never
 * changes, and is what a window is read by as well.
 */
export async function planWindows(client: HubspotClient, listing: Listing, signal: AbortSignal): Promise<WindowPlan> {
  const edge = (direction: 'ASCENDING' | 'DESCENDING') =>
    search(client, { object: listing.object, filters: [], properties: [], limit: 1, direction }, signal);
  const { total, results, observedAt } = await edge('ASCENDING');
  if (total <= PAGE_SIZE) return { windows: [EVERYTHING], count: total, observedAt };
  const first = numberOf(idOf(results[0] ?? null));
  const last = numberOf(idOf((await edge('DESCENDING')).results[0] ?? null));
  // Ids that can't be counted with: all in one window, in their order.
  if (first === null || last === null) return { windows: [EVERYTHING], count: total, observedAt };
  const cut = await cutWindows({
    from: first,
    to: last + 1,
    most: Math.max(LEAST_OF_A_WINDOW, Math.ceil(total / (MAX_COUNTS / 2))),
    maxCounts: MAX_COUNTS,
    count: async (window) => {
      const filters = filtersOf(listing.modified, cursorOf(window));
      return (await search(client, { object: listing.object, filters, properties: [], limit: 1 }, signal)).total;
    },
  });
  return { windows: cut.windows.map(cursorOf), count: total, observedAt };
}

function cursorOf({ from, to }: { readonly from: number | null; readonly to: number | null }): IdCursor {
  return { ...EVERYTHING, from: from === null ? '' : String(from), to: to === null ? '' : String(to) };
}

function numberOf(id: string | null): number | null {
  const number = id === null ? Number.NaN : Number(id);
  return Number.isSafeInteger(number) ? number : null;
}
