import type { Cell, SourceRow } from '../read/source-row.ts';
import { decimalsOfRange } from './read-range.ts';
import {
  currencyIn,
  type DateOrder,
  type Decimal,
  dateOrders,
  decimalsOf,
  looksLikePhone,
  readBoolean,
  readDomain,
  readEmail,
  readHost,
  readPhone,
} from './read-values.ts';

/** What the values of one column look like; counts are of cells that hold something. */
export interface ColumnProfile {
  readonly column: string;
  readonly filled: number;
  readonly empty: number;
  /** Cells without a value for a reason, such as formulas that were never computed. */
  readonly faults: number;
  readonly emails: number;
  readonly phones: number;
  /** Telephone numbers that can't be read without knowing their country. */
  readonly nationalPhones: number;
  readonly domains: number;
  /** What may be one in a column of them: `nordwind.example`, under a suffix that no list holds. */
  readonly hosts: number;
  readonly booleans: number;
  readonly numbers: number;
  /** Such as “5.000 - 10.000”; they count for what parts decimals, too. */
  readonly ranges: number;
  readonly dates: number;
  /** Dates that the file itself says are dates. */
  readonly typedDates: number;
  /** For each order, how many of the dates can be read in it. */
  readonly orders: Readonly<Record<DateOrder, number>>;
  /** How many of the numbers can be read with that mark before decimals, and how many with that one alone. */
  readonly decimals: Readonly<Record<Decimal, number>>;
  readonly onlyDecimal: Readonly<Record<Decimal, number>>;
  /** Numbers whose mark can part decimals or thousands: `1,234`. */
  readonly ambiguousNumbers: number;
  readonly withCurrency: number;
  /** Cells that say the how manieth row it is, from 1. */
  readonly counting: number;
  readonly words: number;
  /** Different values, up to fifty. */
  readonly distinct: number;
  /** The values of a column that holds few different ones: a dozen, or half as many as cells. */
  readonly values: readonly string[];
  /** The first few, for a person to look at. */
  readonly samples: readonly string[];
  /** The row of a date that can only be read in that order. */
  readonly onlyOrder: Readonly<Partial<Record<DateOrder, number>>>;
}

const DISTINCT = 50;
const FEW = 12;

export interface ColumnProfiler {
  add(row: SourceRow): void;
  readonly rows: number;
  profiles(): ColumnProfile[];
}

type Tally = { -readonly [Name in keyof ColumnProfile]: ColumnProfile[Name] };

/** Looks at rows one by one; what it keeps does not grow with them. */
export function createProfiler(columns: readonly string[]): ColumnProfiler {
  const tallies = columns.map(newTally);
  const seen = columns.map(() => new Set<string>());
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    add(row) {
      rows += 1;
      tallies.forEach((tally, at) => addCell(tally, seen[at]!, row.cells[at], row.row, rows));
    },
    profiles: () =>
      tallies.map((tally, at) => {
        const isFew = seen[at]!.size < DISTINCT && seen[at]!.size <= Math.max(FEW, tally.filled / 2);
        return { ...tally, distinct: seen[at]!.size, values: isFew ? [...seen[at]!].sort() : [] };
      }),
  };
}

function newTally(column: string): Tally {
  const none = {
    filled: 0,
    empty: 0,
    faults: 0,
    emails: 0,
    phones: 0,
    nationalPhones: 0,
    domains: 0,
    hosts: 0,
    booleans: 0,
    numbers: 0,
    ranges: 0,
  };
  return {
    ...none,
    column,
    dates: 0,
    typedDates: 0,
    orders: { ymd: 0, dmy: 0, mdy: 0 },
    decimals: { '.': 0, ',': 0 },
    onlyDecimal: { '.': 0, ',': 0 },
    ambiguousNumbers: 0,
    withCurrency: 0,
    counting: 0,
    words: 0,
    distinct: 0,
    values: [],
    samples: [],
    onlyOrder: {},
  };
}

function addCell(tally: Tally, seen: Set<string>, cell: Cell | undefined, row: number, ordinal: number): void {
  if (cell?.fault !== undefined) tally.faults += 1;
  if (cell === undefined || cell.value === null) {
    tally.empty += 1;
    return;
  }
  const text = String(cell.value).trim();
  tally.filled += 1;
  if (/^#?\d+\.?$/.test(text) && Number(text.replace(/\D/g, '')) === ordinal) tally.counting += 1;
  if (tally.samples.length < 3 && !tally.samples.includes(text)) tally.samples = [...tally.samples, text.slice(0, 80)];
  if (seen.size < DISTINCT) seen.add(text.slice(0, 200));
  if (cell.isDate) {
    tally.dates += 1;
    tally.typedDates += 1;
    return;
  }
  if (typeof cell.value === 'boolean' || readBoolean(text) !== null) tally.booleans += 1;
  if (typeof cell.value === 'number') {
    tally.numbers += 1;
    return;
  }
  if (readEmail(text) !== null) tally.emails += 1;
  else if (readDomain(text) !== null) tally.domains += 1;
  else if (readHost(text) !== null) tally.hosts += 1;
  if (looksLikePhone(text) && dateOrders(text).length === 0) {
    tally.phones += 1;
    if (readPhone(text, null) === null) tally.nationalPhones += 1;
  }
  if (text.includes(' ')) tally.words += 1;
  addDate(tally, text, row);
  addNumber(tally, text);
}

function addDate(tally: Tally, text: string, row: number): void {
  const orders = dateOrders(text);
  if (orders.length === 0) return;
  tally.dates += 1;
  const counts = { ...tally.orders };
  for (const order of orders) counts[order] += 1;
  tally.orders = counts;
  const [only] = orders;
  if (orders.length === 1 && only && tally.onlyOrder[only] === undefined)
    tally.onlyOrder = { ...tally.onlyOrder, [only]: row };
}

function addNumber(tally: Tally, text: string): void {
  const alone = decimalsOf(text);
  const marks = alone.length > 0 ? alone : decimalsOfRange(text);
  if (marks.length === 0) return;
  if (alone.length > 0) tally.numbers += 1;
  else tally.ranges += 1;
  if (currencyIn(text) !== null) tally.withCurrency += 1;
  for (const mark of marks) tally.decimals = { ...tally.decimals, [mark]: tally.decimals[mark] + 1 };
  if (marks.length === 2 && /\d[.,]\d/.test(text)) tally.ambiguousNumbers += 1;
  const [only] = marks;
  if (marks.length === 1 && only) tally.onlyDecimal = { ...tally.onlyDecimal, [only]: tally.onlyDecimal[only] + 1 };
}
