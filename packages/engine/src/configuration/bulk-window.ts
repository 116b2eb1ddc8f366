/** When bulk work may run, as a person says it: `22:00` to `06:00` on these days, by the clocks of a place. */
export interface BulkWindow {
  /** Days on which it opens; 1 is Monday, 7 Sunday. */
  readonly days: readonly number[];
  /** Minutes after midnight. */
  readonly from: number;
  /** Minutes after midnight; at or before `from`: on the next day. */
  readonly to: number;
  /** IANA name, such as Europe/Berlin. */
  readonly timeZone: string;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Every window opens once a week at least. */
const HORIZON_MINUTES = 8 * DAY_MINUTES;

/** Null: bulk work may run now. Else when the next window opens. No windows: it always may. */
export function bulkOpensAt(windows: readonly BulkWindow[], now: Date): Date | null {
  if (windows.length === 0 || windows.some((window) => isOpen(window, now))) return null;
  const openings = windows.map((window) => nextOpening(window, now)).filter((at) => at !== null);
  return openings.sort((a, b) => a.getTime() - b.getTime())[0] ?? new Date(now.getTime() + HORIZON_MINUTES * MINUTE_MS);
}

function isOpen({ days, from, to, timeZone }: BulkWindow, at: Date): boolean {
  const { day, minute } = localTime(at, timeZone);
  const yesterday = day === 1 ? 7 : day - 1;
  if (from < to) return days.includes(day) && minute >= from && minute < to;
  return (days.includes(day) && minute >= from) || (days.includes(yesterday) && minute < to);
}

/** Looked for by the clocks of the place, so that a night whose clocks are changed is no exception. */
function nextOpening(window: BulkWindow, now: Date): Date | null {
  let at = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const end = at + HORIZON_MINUTES * MINUTE_MS;
  while (at < end) {
    const { day, minute } = localTime(new Date(at), window.timeZone);
    if (isOpen(window, new Date(at))) return new Date(at);
    const wait = window.days.includes(day) && minute < window.from ? window.from - minute : DAY_MINUTES - minute;
    // Half an hour at a time: a change of clocks may lie between.
    at += Math.min(wait, 30) * MINUTE_MS;
  }
  return null;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function localTime(at: Date, timeZone: string): { day: number; minute: number } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: weekdays.indexOf(parts['weekday'] ?? '') + 1,
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}
