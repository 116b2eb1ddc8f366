import { positionOf, recordId } from './ids.ts';
import type { FieldSchema, ObjectSchema } from './object-schema.ts';
import { type Row, secondsOf, type Value } from './row.ts';

export interface Seeded {
  readonly count: number;
  row(position: number): Row;
  /** Seconds since 1970; never falls with the position. */
  stampOf(position: number): number;
}

/** The records of one object: seeded ones are computed when they are looked at, changed ones are kept. */
export class ObjectStore {
  readonly schema: ObjectSchema;
  readonly #seeded: Seeded;
  readonly #changed = new Map<string, Row>();
  readonly #purged = new Set<string>();
  readonly #byKey = new Map<string, string>();
  #inOrder: Row[] | null = null;
  #nextPosition: number;
  #deleted = 0;

  constructor(schema: ObjectSchema, seeded: Seeded) {
    this.schema = schema;
    this.#seeded = seeded;
    this.#nextPosition = seeded.count;
  }

  takeId(): string {
    this.#nextPosition += 1;
    return recordId(this.schema.prefix, this.#nextPosition - 1);
  }

  get(id: string): Row | undefined {
    const changed = this.#changed.get(id);
    if (changed !== undefined || this.#purged.has(id)) return changed;
    const position = positionOf(this.schema.prefix, id);
    return position >= 0 && position < this.#seeded.count ? this.#seeded.row(position) : undefined;
  }

  /** The record that holds this Syncline_Key__c. */
  withKey(key: string): Row | undefined {
    const id = this.#byKey.get(key);
    return id === undefined ? undefined : this.get(id);
  }

  put(row: Row): void {
    const before = this.get(row.Id);
    this.#deleted += Number(row.IsDeleted) - Number(before?.IsDeleted ?? false);
    const oldKey = before?.['Syncline_Key__c'];
    if (typeof oldKey === 'string') this.#byKey.delete(oldKey);
    const key = row['Syncline_Key__c'];
    if (typeof key === 'string' && !row.IsDeleted) this.#byKey.set(key, row.Id);
    this.#changed.set(row.Id, row);
    this.#inOrder = null;
  }

  /** Takes a record out of the recycle bin for good. */
  purge(id: string): void {
    if (this.get(id)?.IsDeleted) this.#deleted -= 1;
    this.#changed.delete(id);
    this.#purged.add(id);
    this.#inOrder = null;
  }

  /** No record counts as changed by it. */
  define(name: string, field: FieldSchema): void {
    const isNew = !this.schema.fields.has(name);
    this.schema.fields.set(name, field);
    for (const row of [...this.rows()])
      this.put({ ...row, [name]: isNew ? null : converted(row[name] ?? null, field) });
  }

  undefine(name: string): void {
    this.schema.fields.delete(name);
  }

  /** Without and with what is in the recycle bin. */
  count(withDeleted: boolean): number {
    const seededGone = [...this.#purged].filter((id) => this.#isSeeded(id)).length;
    const added = [...this.#changed.keys()].filter((id) => !this.#isSeeded(id)).length;
    return this.#seeded.count - seededGone + added - (withDeleted ? 0 : this.#deleted);
  }

  /** In the order of (SystemModstamp, Id), from a stamp on. Changes come after all that was seeded. */
  *rows(fromSeconds = 0): Generator<Row> {
    for (let position = this.#firstFrom(fromSeconds); position < this.#seeded.count; position += 1) {
      const row = this.#seeded.row(position);
      if (!this.#changed.has(row.Id) && !this.#purged.has(row.Id)) yield row;
    }
    this.#inOrder ??= [...this.#changed.values()].sort(byStampAndId);
    for (const row of this.#inOrder) if (secondsOf(row.SystemModstamp) >= fromSeconds) yield row;
  }

  #firstFrom(seconds: number): number {
    let low = 0;
    let high = this.#seeded.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#seeded.stampOf(middle) < seconds) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isSeeded(id: string): boolean {
    const position = positionOf(this.schema.prefix, id);
    return position >= 0 && position < this.#seeded.count;
  }
}

/** What a change of its type makes of a value. */
function converted(value: Value, field: FieldSchema): Value {
  if (value === null) return null;
  if (field.type === 'number') return Number.isFinite(Number(value)) ? Number(value) : null;
  return field.type === 'text' ? String(value) : value;
}

function byStampAndId(a: Row, b: Row): number {
  return compare(a.SystemModstamp, b.SystemModstamp) || compare(a.Id, b.Id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
