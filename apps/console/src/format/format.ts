const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** 12345.6 → `12,346`. */
export function count(value: number): string {
  return whole.format(value);
}

/** `1 record`, `2 records`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A share of one in percent, cut and never rounded up: 0.9999 is not yet `100 %`. */
export function percent(share: number): string {
  const value = Math.floor(share * 1_000) / 10;
  return `${value === 100 || value === 0 ? value.toFixed(0) : value.toFixed(1)} %`;
}

/** Milliseconds as people say them: `840 ms`, `3.2 s`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${fine.format(ms / 1_000)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return two(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1_440) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.floor(minutes / 60);
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

/** How long ago, in one unit: `now`, `12 s ago`, `4 min ago`, `in 3 h`. */
export function ago(ms: number): string {
  const span = Math.abs(ms);
  if (span < 1_500) return 'now';
  const text =
    span < 60_000
      ? `${Math.round(span / 1_000)} s`
      : span < 3_600_000
        ? `${Math.floor(span / 60_000)} min`
        : span < 86_400_000
          ? `${Math.floor(span / 3_600_000)} h`
          : `${Math.floor(span / 86_400_000)} d`;
  return ms >= 0 ? `${text} ago` : `in ${text}`;
}

/** The time of day, and the date where it is another than that of `now`; of this browser's zone. */
export function exactTime(at: Date, now: Date): string {
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(':');
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())} ${time}`;
}

/** `1.4 kB`. */
export function bytes(value: number): string {
  if (value < 1_000) return `${value} B`;
  return value < 1_000_000 ? `${fine.format(value / 1_000)} kB` : `${fine.format(value / 1_000_000)} MB`;
}

/** `completed_with_errors` → `completed with errors`. */
export function words(name: string): string {
  return name.replaceAll('_', ' ');
}

/** What ended: `updated`, `backfill`. */
export function happeningText({ type, details }: { readonly type: string; readonly details: string | null }): string {
  if (type !== 'writeback') return words(type);
  const op = details?.split(' ')[0] ?? '';
  return { create: 'made', update: 'updated', delete: 'deleted' }[op] ?? 'written';
}

/** A value of a field in one line: what people would read. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(valueText).join(', ');
  const named = value as { readonly name?: unknown; readonly title?: unknown };
  if (typeof named.name === 'string') return named.name;
  return JSON.stringify(value);
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
