import { Refusal } from '../changes/refusal.ts';
import type { HubspotRecord, ObjectStore } from '../model/object-store.ts';

export interface SearchBody {
  readonly filterGroups?: readonly { readonly filters?: readonly Filter[] }[];
  readonly sorts?: readonly { readonly propertyName?: string; readonly direction?: string }[];
  readonly properties?: readonly string[];
  readonly limit?: number;
  readonly after?: string;
}

interface Filter {
  readonly propertyName?: string;
  readonly operator?: string;
  readonly value?: string;
}

export interface SearchAnswer {
  readonly total: number;
  readonly records: readonly HubspotRecord[];
  readonly after: string | null;
}

const MOST_FILTERS = { groups: 5, inGroup: 6, inAll: 18 };
const LONGEST_PAGE = 200;

/** A search of what is indexed, with the limits that HubSpot's documentation names. */
export function runSearch(store: ObjectStore, body: SearchBody, cap: number): SearchAnswer {
  const { filterGroups = [], sorts = [], limit = 10 } = body;
  const offset = offsetOf(body.after);
  checkLimits(body, offset, cap);
  const groups = filterGroups.map(({ filters = [] }) => filters.map((filter) => testOf(store, filter)));
  const matches: HubspotRecord[] = [];
  for (const record of store.indexed())
    if (groups.length === 0 || groups.some((tests) => tests.every((test) => test(record)))) matches.push(record);
  const [sort] = sorts;
  const by = sort?.propertyName ?? store.schema.created;
  const sign = sort?.direction === 'DESCENDING' ? -1 : 1;
  // The index holds ids in another order once records were changed.
  const keyed = matches.map((record) => ({ record, key: valueOf(store, record, by) ?? Number.NEGATIVE_INFINITY }));
  keyed.sort((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const records = keyed.slice(offset, offset + limit).map(({ record }) => record);
  const end = offset + records.length;
  return { total: matches.length, records, after: end < matches.length ? String(end) : null };
}

function checkLimits({ filterGroups = [], sorts = [], limit = 10 }: SearchBody, offset: number, cap: number): void {
  const counts = filterGroups.map(({ filters = [] }) => filters.length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length > MOST_FILTERS.groups || all > MOST_FILTERS.inAll || counts.some((n) => n > MOST_FILTERS.inGroup))
    throw invalid('The number of filters is above the limit');
  if (sorts.length > 1) throw invalid('Only one sorting rule can be applied to any search');
  if (!Number.isInteger(limit) || limit < 1 || limit > LONGEST_PAGE)
    throw invalid(`limit must be between 1 and ${LONGEST_PAGE}`);
  if (offset + limit > cap) throw invalid(`paging through more than ${cap} results is not supported`);
}

function offsetOf(after: string | undefined): number {
  if (after === undefined || after === '') return 0;
  if (!/^\d{1,9}$/.test(after)) throw invalid('after must be an integer');
  return Number(after);
}

function testOf(
  store: ObjectStore,
  { propertyName = '', operator, value = '' }: Filter,
): (record: HubspotRecord) => boolean {
  if (!store.schema.properties.has(propertyName))
    throw invalid(`There was a problem with the request: Property ${propertyName} does not exist`);
  const type = store.schema.properties.get(propertyName)?.type;
  const isNumeric = type === 'number' || type === 'datetime' || type === 'date';
  const wanted = isNumeric ? Number(value) : value;
  if (Number.isNaN(wanted)) throw invalid(`${value} is not a number`);
  const compare = (holds: (now: number | string) => boolean) => (record: HubspotRecord) => {
    const now = valueOf(store, record, propertyName);
    return now !== null && holds(now);
  };
  switch (operator) {
    case 'EQ':
      return compare((now) => lower(now) === lower(wanted));
    case 'CONTAINS_TOKEN':
      return compare((now) => tokenPattern(value).test(String(now)));
    case 'GT':
      return compare((now) => now > wanted);
    case 'GTE':
      return compare((now) => now >= wanted);
    case 'LT':
      return compare((now) => now < wanted);
    case 'LTE':
      return compare((now) => now <= wanted);
    default:
      throw invalid(`Invalid operator ${operator}`);
  }
}

/** Texts are compared without case. */
function lower(value: number | string): number | string {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** A word, of which `*` stands for any part. */
function tokenPattern(value: string): RegExp {
  const word = value.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`(^|[\\s.,@-])${word.join(String.raw`\S*`)}($|[\\s.,@-])`, 'iu');
}

/** As it is compared: numbers and times by size. */
function valueOf({ schema }: ObjectStore, record: HubspotRecord, name: string): number | string | null {
  if (name === 'hs_object_id') return Number(record.id);
  if (name === schema.modified) return record.updatedAt;
  if (name === schema.created) return record.createdAt;
  if (name === 'hs_searchable_calculated_phone_number') return areaAndNumber(record.properties['phone'] ?? null);
  const text = record.properties[name];
  if (text === null || text === undefined) return null;
  const type = schema.properties.get(name)?.type;
  if (type === 'number') return Number(text);
  return type === 'date' || type === 'datetime' ? Date.parse(text) : text;
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'VALIDATION_ERROR', message);
}

/** The digits of a telephone number without its country, where that is told by a plus sign. */
function areaAndNumber(phone: string | null): string | null {
  if (phone === null) return null;
  const digits = phone.replace(/^\s*\+\d{2}/, '').replace(/\D/g, '');
  return digits === '' ? null : digits;
}
