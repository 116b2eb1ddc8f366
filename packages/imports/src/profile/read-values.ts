import { hasPublicSuffix, normaliseDomain, normaliseEmail, normalisePhone } from '@syncline/core';

export type DateOrder = 'ymd' | 'dmy' | 'mdy';
export type Decimal = '.' | ',';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const parted =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/** The orders in which a text can be read as a date; none: it is no date. */
export function dateOrders(text: string): DateOrder[] {
  const orders: DateOrder[] = ['ymd', 'dmy', 'mdy'];
  return orders.filter((order) => readDate(text, order) !== null);
}

/** A date, with its time where it has one, as ISO; null when it can't be read in that order. Two-digit years are 1970 to 2069. */
export function readDate(
  text: string,
  order: DateOrder,
): { readonly date: string; readonly time: string | null } | null {
  const match = parted.exec(text.trim());
  if (!match) return readNamed(text);
  const [, a = '', , b = '', c = '', hour, minute, second = '00', zone] = match;
  if ((order === 'ymd') !== (a.length === 4)) return null;
  const [y, m, d] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b];
  if (y.length !== 4 && y.length !== 2) return null;
  const date = isoDate(fullYear(y), Number(m), Number(d));
  if (date === null || d.length > 2) return null;
  if (hour === undefined) return { date, time: null };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const place =
    zone === undefined || zone === 'Z' ? 'Z' : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const at = new Date(`${date}T${hour.padStart(2, '0')}:${minute}:${second}${place}`);
  return Number.isNaN(at.getTime()) ? null : { date, time: at.toISOString() };
}

/** `3 Mar 2024`, `March 3, 2024`, `03-Mar-24`: one order only. */
function readNamed(text: string): { readonly date: string; readonly time: null } | null {
  const match = /^(?:(\d{1,2})[ .-]+([a-z]{3,9})\.?[ ,-]+(\d{4}|\d{2})|([a-z]{3,9})\.? (\d{1,2}),? (\d{4}))$/i.exec(
    text.trim(),
  );
  if (!match) return null;
  const [, d1, m1, y1, m2, d2, y2] = match;
  const month = months.indexOf((m1 ?? m2 ?? '').slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return null;
  const date = isoDate(fullYear(y1 ?? y2 ?? ''), month, Number(d1 ?? d2));
  return date === null ? null : { date, time: null };
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year;
}

function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

const currencySigns = /^(?:[€$£¥]|zł|[A-Z]{3})\s*|\s*(?:[€$£¥]|zł|[A-Z]{3})$/g;

/** A number without the sign or code of a currency. */
function bare(text: string): string {
  return text
    .trim()
    .replace(currencySigns, '')
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/%$/, '');
}

/** What may part its decimals; both: nothing says which (`1,234`). */
export function decimalsOf(text: string): Decimal[] {
  const marks: Decimal[] = ['.', ','];
  return marks.filter((mark) => readNumber(text, mark) !== null);
}

/** A number whose decimals that mark parts, and whose thousands the other one may; null: it is none. */
export function readNumber(text: string, decimal: Decimal): number | null {
  const plain = bare(text);
  const thousands = decimal === '.' ? ',' : '\\.';
  const mark = decimal === '.' ? '\\.' : ',';
  if (!new RegExp(`^[+-]?(?:\\d+|\\d{1,3}(?:${thousands}\\d{3})+)(?:${mark}\\d+)?$`).test(plain)) return null;
  const number = Number(plain.replaceAll(decimal === '.' ? ',' : '.', '').replace(',', '.'));
  return Number.isFinite(number) ? number : null;
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The currency that stands with an amount, as ISO 4217; other letters beside it (`VHB`, `STK`) are none. */
export function currencyIn(text: string): string | null {
  const sign = /[€$£¥]|zł/.exec(text)?.[0];
  if (sign !== undefined) return { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY', zł: 'PLN' }[sign] ?? null;
  return text.match(/\b[A-Z]{3}\b/g)?.find((code) => currencies.has(code)) ?? null;
}

const truths: Readonly<Record<string, boolean>> = Object.fromEntries([
  ...'true yes y ja j oui si sì sim tak x wahr vrai'.split(' ').map((word) => [word, true]),
  ...'false no n nein non nao não nie falsch faux'.split(' ').map((word) => [word, false]),
]) as Record<string, boolean>;

export function readBoolean(text: string): boolean | null {
  return truths[text.trim().toLowerCase()] ?? null;
}

export const readEmail = normaliseEmail;

/** Of a web address or a bare domain; never of an e-mail address. */
export function readDomain(text: string): string | null {
  const address = addressIn(text);
  const isOfTheWeb = /^(?:https?:\/\/|www\.)/i.test(address);
  return normaliseDomain(address) ?? (isOfTheWeb ? unlistedDomain(address) : null);
}

/** In a column of web addresses: a bare name is believed, too, under whatever suffix. */
export function readHost(text: string): string | null {
  const address = addressIn(text);
  return normaliseDomain(address) ?? unlistedDomain(address);
}

/** Empty: it can't be an address of the web. */
function addressIn(text: string): string {
  const address = text.trim();
  return address.includes('@') || /\s/.test(address) ? '' : address;
}

/** Last parts of names that machines have in a house, and nobody on the web. */
const houses = new Set('local localhost localdomain internal intranet lan home corp invalid arpa'.split(' '));

/** Of an address whose suffix the list of public ones does not hold, such as one that is newer than the list. */
function unlistedDomain(address: string): string | null {
  // It is such a suffix itself, which many share.
  if (hasPublicSuffix(address)) return null;
  const url = URL.parse(/^https?:\/\//i.test(address) ? address : `https://${address}`);
  const parts =
    url?.hostname
      .replace(/\.$/, '')
      .replace(/^www\./, '')
      .split('.') ?? [];
  const suffix = parts.at(-1) ?? '';
  const isSuffix = /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(suffix) && !houses.has(suffix);
  return isSuffix && parts.length > 1 && !parts.includes('') ? parts.slice(-2).join('.') : null;
}

/** Whether it looks like a telephone number, whatever its country. */
export function looksLikePhone(text: string): boolean {
  return (
    /^[+(]?[\d][\d\s().\u00a0/-]{5,24}(?:\s*(?:x|ext\.?)\s*\d{1,6})?$/i.test(text.trim()) &&
    text.replace(/\D/g, '').length >= 7
  );
}

export const readPhone = normalisePhone;
