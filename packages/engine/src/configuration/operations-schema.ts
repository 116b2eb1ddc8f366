import { z } from 'zod';

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Such as `90s`, `5m`, `12h`, `7d`. */
export const duration = z.string().regex(/^\d{1,6}(s|m|h|d)$/, 'write a number and its unit: 90s, 5m, 12h or 7d');

/** In ms. */
export function durationMs(text: string): number {
  const unit = text.at(-1) as keyof typeof units;
  return Number(text.slice(0, -1)) * units[unit];
}

export const schedule = z.strictObject({
  poll: duration
    .refine((text) => !/^\d+[smhd]$/.test(text) || inRange(durationMs(text)), 'must be from 10s to 7d')
    .describe('How often the connection is polled, whatever its sync configs say: 10s to 7d'),
});

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write it as HH:MM, from 00:00 to 23:59');

export const bulkWindow = z.strictObject({
  days: z.array(z.enum(days)).min(1).optional().describe('Days on which it opens; absent: all'),
  from: clock.describe('Opens at, HH:MM'),
  to: clock.describe('Closes at, HH:MM; at or before "from": on the next day'),
  time_zone: z
    .string()
    .refine(isTimeZone, 'there is no such time zone; write its IANA name, such as Europe/Berlin')
    .optional()
    .describe('Whose clocks; UTC by default'),
  connections: z.array(z.string()).min(1).optional().describe('Whose bulk work it holds for; absent: all'),
});

export type Schedule = z.output<typeof schedule>;
export type BulkWindowValues = z.output<typeof bulkWindow>;

/** The number of a day, from 1, Monday. */
export function dayNumber(day: (typeof days)[number]): number {
  return days.indexOf(day) + 1;
}

export const everyDay: readonly number[] = days.map(dayNumber);

/** Minutes after midnight. */
export function minuteOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

function inRange(ms: number): boolean {
  return ms >= 10_000 && ms <= 7 * units.d;
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
