import { cutWindows, type PageCursor, type WindowPlan } from '@syncline/connector-sdk';
import type { OpenProjectClient } from './client.ts';
import { elementsOf, readPageOf, totalOf } from './collection.ts';
import { asItem, textOf } from './item.ts';
import { createdBetween, type TimeCursor, workPackagesOf } from './work-package-list.ts';

/** Work packages of a window: a few pages, each a call for every work package on it. */
const A_WINDOW = 200;
/** Beyond so many windows they grow instead: counting them is a call each. */
const MOST_WINDOWS = 64;

/**
 * Windows of the time at which a project's work packages were made, for what is listed by work package alone. OpenProject
 * keeps times finer than the milliseconds it shows, and takes both ends of a range in, so that what was made on a border
 * comes twice and nothing falls between two windows.
 */
export async function planByCreation(
  client: OpenProjectClient,
  scope: string,
  signal: AbortSignal,
): Promise<WindowPlan> {
  const read = async (direction: 'asc' | 'desc', from: string | null, to: string | null) => {
    const list = await workPackagesOf(client, scope, signal, createdBetween(from, to));
    const query = { ...list.query, sortBy: [['createdAt', direction]] };
    return readPageOf(client, { ...list, query }, 1, signal, 1);
  };
  const oldest = await read('asc', null, null);
  const total = totalOf(oldest.data);
  // The count is one of work packages.
  const plan = (windows: readonly PageCursor[]) => ({ windows, count: null, observedAt: oldest.observedAt });
  if (total <= A_WINDOW) return plan([cursorOf(null, null)]);
  const newest = await read('desc', null, null);
  const { windows } = await cutWindows({
    from: createdMs(oldest.data),
    to: createdMs(newest.data) + 1,
    most: Math.max(A_WINDOW, Math.ceil(total / MOST_WINDOWS)),
    count: async ({ from, to }) => totalOf((await read('asc', timeOf(from), timeOf(to))).data),
  });
  return plan(windows.map(({ from, to }) => cursorOf(timeOf(from), timeOf(to))));
}

function cursorOf(after: string | null, to: string | null): PageCursor {
  return { ...(after !== null && { after }), ...(to !== null && { to }), page: 1 } satisfies TimeCursor;
}

function timeOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** When the first work package of a page was made; the start of time where it does not say so. */
function createdMs(data: unknown): number {
  const time = Date.parse(textOf(asItem(elementsOf(data)[0])?.['createdAt']) ?? '');
  return Number.isNaN(time) ? 0 : time;
}
