import type { ModuleSchema } from './module-schema.ts';
import { type Row, recordId } from './row.ts';

export interface Deleted {
  readonly row: Row;
  /** Seconds since 1970. */
  readonly at: number;
  readonly isPurged: boolean;
}

/** The records of one module, and what was deleted of them. */
export class ModuleStore {
  readonly schema: ModuleSchema;
  readonly #rows = new Map<string, Row>();
  readonly #deleted = new Map<string, Deleted>();
  /** By the values of `Syncline_Key`, which Zoho compares without regard to case. */
  readonly #byKey = new Map<string, string>();
  /** Records that the token's user may not see. */
  readonly hidden = new Set<string>();
  #made: number;

  constructor(schema: ModuleSchema, seeded: Iterable<Row>) {
    this.schema = schema;
    for (const row of seeded) this.#rows.set(row.id, row);
    this.#made = this.#rows.size;
  }

  takeId(): string {
    this.#made += 1;
    return recordId(this.schema.number, this.#made - 1);
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** What the token's user is shown. */
  shown(id: string): Row | undefined {
    return this.hidden.has(id) ? undefined : this.#rows.get(id);
  }

  withKey(key: string): Row | undefined {
    return this.#rows.get(this.#byKey.get(key.toLowerCase()) ?? '');
  }

  put(row: Row): void {
    const before = this.#rows.get(row.id)?.values['Syncline_Key'];
    if (typeof before === 'string') this.#byKey.delete(before.toLowerCase());
    const key = row.values['Syncline_Key'];
    if (typeof key === 'string') this.#byKey.set(key.toLowerCase(), row.id);
    this.#rows.set(row.id, row);
    this.#deleted.delete(row.id);
  }

  delete(row: Row, at: number): void {
    this.#rows.delete(row.id);
    const key = row.values['Syncline_Key'];
    if (typeof key === 'string') this.#byKey.delete(key.toLowerCase());
    this.#deleted.set(row.id, { row, at, isPurged: false });
  }

  /** Takes a record out of the recycle bin for good. */
  purge(id: string): void {
    const deleted = this.#deleted.get(id);
    if (deleted) this.#deleted.set(id, { ...deleted, isPurged: true });
  }

  deleted(id: string): Deleted | undefined {
    return this.#deleted.get(id);
  }

  /** Newest first. */
  allDeleted(): Deleted[] {
    return [...this.#deleted.values()].reverse();
  }

  get size(): number {
    return this.#rows.size;
  }

  /** In the order in which they were made. */
  rows(): IterableIterator<Row> {
    return this.#rows.values();
  }

  *shownRows(): Generator<Row> {
    for (const row of this.#rows.values()) if (!this.hidden.has(row.id)) yield row;
  }
}
