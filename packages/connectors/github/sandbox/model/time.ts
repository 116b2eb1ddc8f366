/** Seconds since 1970: GitHub's times have no fractions. */
export type DateTimeSeconds = number;

export function seconds(date: Date): DateTimeSeconds {
  return Math.floor(date.getTime() / 1000);
}

/** `2026-01-31T12:00:00Z`. */
export function isoSeconds(time: DateTimeSeconds): string {
  return `${new Date(time * 1000).toISOString().slice(0, 19)}Z`;
}

/** The JSON of a time or null. */
export function timeJson(time: DateTimeSeconds | null): string {
  return time === null ? 'null' : `"${isoSeconds(time)}"`;
}
