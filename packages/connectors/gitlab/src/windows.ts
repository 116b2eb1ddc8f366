import type { PageCursor } from '@syncline/connector-sdk';

/** A stretch of creation times, in ISO; open where a side is missing. Both bounds take in the time they name. */
export interface TimeWindow {
  readonly from?: string;
  readonly to?: string;
}

/** What is known of a list, or of a window of it. Times in ms. */
export interface Span {
  readonly oldestMs: number;
  readonly newestMs: number;
  /** Records in it, as near as is known. */
  readonly count: number;
}

/** However long a list is: windows that turn out too full cut themselves. */
const MOST_WINDOWS = 500;
/** A window that GitLab gives no total of is cut into as many. */
const PARTS = 16;

/** A list in windows of about `most` records each, were they created at a steady rate. */
export function cutSpan(span: Span, most: number): PageCursor[] {
  return cut({}, span, Math.min(MOST_WINDOWS, Math.ceil(span.count / most)));
}

/** Whether reading a window page after page would take too long. `total`: null where GitLab does not say. */
export function isTooFull(total: number | null, most: number): boolean {
  return total === null || total > 2 * most;
}

/** The rest of a window from the last time that its first page showed; null when that is one moment, and can't be cut. */
export function cutRest(
  window: TimeWindow,
  { oldestMs, newestMs, count }: Omit<Span, 'count'> & { readonly count: number | null },
  most: number,
): PageCursor[] | null {
  const parts = Math.min(count === null ? PARTS : Math.ceil(count / most), newestMs - oldestMs);
  if (!(parts > 1)) return null;
  return cut({ ...window, from: isoOf(oldestMs) }, { oldestMs, newestMs }, parts);
}

/** The first keeps the window's past, the last its future: no record is between two of them. */
function cut(window: TimeWindow, { oldestMs, newestMs }: Omit<Span, 'count'>, parts: number): PageCursor[] {
  const width = newestMs - oldestMs;
  const borders = Array.from({ length: parts - 1 }, (_, at) => isoOf(oldestMs + (width * (at + 1)) / parts));
  const inner = [...new Set(borders)];
  return [...inner, window.to].map((to, at) => startOf(boundsOf(at === 0 ? window.from : inner[at - 1], to)));
}

/** The cursor of a window's first page. */
export function startOf(window: TimeWindow): PageCursor {
  return { ...window, window: 'start' };
}

/** The window whose first page a cursor stands for; null for any other page. */
export function windowStart(cursor: PageCursor | null): TimeWindow | null {
  const { window, ...bounds } = (cursor ?? {}) as TimeWindow & { readonly window?: string };
  return window === 'start' ? boundsOf(bounds.from, bounds.to) : null;
}

/** Whether a cursor goes by time of creation: its window's first page or one that follows. */
export function isOfWindow(cursor: PageCursor | null): boolean {
  return cursor !== null && ('window' in cursor || 'from' in cursor || 'to' in cursor);
}

export function boundsOf(from: string | undefined, to: string | undefined): TimeWindow {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
