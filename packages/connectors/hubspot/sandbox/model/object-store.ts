import type { ObjectSchema } from './schemas.ts';

export type Properties = Readonly<Record<string, string | null>>;

export interface HubspotRecord {
  readonly id: string;
  readonly properties: Properties;
  /** ms since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
}

interface Unseen {
  readonly id: string;
  readonly at: number;
  readonly record: HubspotRecord | null;
}

/** The records of one object, and what searches see of them: the same, but later. */
export class ObjectStore {
  readonly schema: ObjectSchema;
  /** Ids of the seeded past. */
  readonly seeded: string[] = [];
  readonly #records = new Map<string, HubspotRecord>();
  readonly #indexed = new Map<string, HubspotRecord>();
  readonly #unseen: Unseen[] = [];
  readonly #byKey = new Map<string, string>();
  readonly #byEmail = new Map<string, string>();
  #last = 0;

  constructor(schema: ObjectSchema) {
    this.schema = schema;
  }

  /** The last id that was given. */
  get lastId(): number {
    return this.#last;
  }

  get(id: string): HubspotRecord | undefined {
    return this.#records.get(id);
  }

  withKey(key: string): HubspotRecord | undefined {
    return this.#records.get(this.#byKey.get(key) ?? '');
  }

  withEmail(email: string): HubspotRecord | undefined {
    return this.#records.get(this.#byEmail.get(email) ?? '');
  }

  /** Those that are not archived, in the order of ids. */
  *records(): Generator<HubspotRecord> {
    for (const record of this.#records.values()) if (record.archivedAt === null) yield record;
  }

  /** A record from the past: searches see it at once. */
  seed(record: HubspotRecord): void {
    this.#keep(record);
    this.#indexed.set(record.id, record);
    this.seeded.push(record.id);
  }

  put(record: HubspotRecord, at: number): void {
    this.#keep(record);
    this.#unseen.push({ id: record.id, at, record: record.archivedAt === null ? record : null });
  }

  /** Lets searches see the changes that were made until then, in ms since 1970. */
  catchUp(until: number): void {
    while (this.#unseen.length > 0 && (this.#unseen[0]?.at ?? 0) <= until) {
      const { id, record } = this.#unseen.shift() as Unseen;
      if (record === null) this.#indexed.delete(id);
      else this.#indexed.set(id, record);
    }
  }

  /** What searches see. */
  indexed(): Iterable<HubspotRecord> {
    return this.#indexed.values();
  }

  #keep(record: HubspotRecord): void {
    const before = this.#records.get(record.id)?.properties;
    this.#last = Math.max(this.#last, Number(record.id));
    this.#records.set(record.id, record);
    const isGone = record.archivedAt !== null;
    for (const [index, name] of [
      [this.#byKey, 'syncline_key'],
      [this.#byEmail, 'email'],
    ] as const) {
      const [old, now] = [before?.[name], record.properties[name]];
      if (old && (old !== now || isGone)) index.delete(old);
      if (now && !isGone) index.set(now, record.id);
    }
  }
}
