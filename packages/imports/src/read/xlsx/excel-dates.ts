const DAY_MS = 86_400_000;
/** Days from 1900-01-01 to 1904-01-01, as Excel counts them. */
const DAYS_1904 = 1462;

/** Whether a number format shows dates: one of Excel's own, or one that holds parts of a date outside of quotes and brackets. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').replace(/general/gi, '');
  return /[dy]/i.test(bare) || (/m/i.test(bare) && /h|s/i.test(bare) && /[dy]/i.test(bare));
}

/**
 * A day number of Excel as ISO: a date, with a time where it has a fraction. Excel takes 1900 for a leap year, so that
 * numbers below 60 are a day less. Null for what is no day.
 */
export function excelDate(serial: number, is1904: boolean): string | null {
  const days = is1904 ? serial + DAYS_1904 : serial;
  if (!Number.isFinite(days) || days < 1 || days >= 110_000) return null;
  const epoch = Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const ms = Math.round((days * DAY_MS) / 1000) * 1000;
  const iso = new Date(epoch + ms).toISOString();
  return ms % DAY_MS === 0 ? iso.slice(0, 10) : iso;
}
