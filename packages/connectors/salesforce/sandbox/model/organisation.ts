import type { SandboxSettings } from '../options.ts';
import { recordId } from './ids.ts';
import type { ObjectSchema } from './object-schema.ts';
import { ObjectStore, type Seeded } from './object-store.ts';
import { type Row, timeText, type Value } from './row.ts';
import { SCHEMAS } from './schemas.ts';
import { seededValues } from './seeded-values.ts';

export type Operation = 'insert' | 'update' | 'delete' | 'undelete';

export interface Change {
  readonly object: string;
  readonly id: string;
  readonly op: Operation;
  readonly at: Date;
}

/** The simulated organisation: its objects, its clock, and who wants to hear of a transaction's changes. */
export class Organisation {
  readonly settings: SandboxSettings;
  readonly #stores: ReadonlyMap<string, ObjectStore>;
  onCommit: (changes: readonly Change[]) => void = () => undefined;
  /** Fields by object that a duplicate rule compares. */
  readonly duplicateRules = new Map<string, string>();
  /** The next writes that find their row locked. */
  locks = 0;

  constructor(settings: SandboxSettings) {
    this.settings = settings;
    this.#stores = new Map(
      SCHEMAS.map((standard) => {
        const schema = { ...standard, fields: new Map(standard.fields) };
        return [schema.name, new ObjectStore(schema, this.#seeded(schema))];
      }),
    );
    this.#stores.get('Organization')?.put({
      ...systemFields(settings.organizationId, settings.seededUntil - settings.seededSpan),
      Name: 'Acme',
      IsSandbox: true,
      OrganizationType: 'Developer Edition',
    });
  }

  store(object: string): ObjectStore | undefined {
    return this.#stores.get(object);
  }

  /** The object that an id belongs to. */
  storeOf(id: string): ObjectStore | undefined {
    return [...this.#stores.values()].find(({ schema }) => id.startsWith(schema.prefix));
  }

  /** Now, in seconds; never before what was seeded. */
  now(): number {
    return Math.max(Math.floor(this.settings.now().getTime() / 1_000), this.settings.seededUntil);
  }

  get viewerId(): string {
    return recordId('005', 0);
  }

  #seeded(schema: ObjectSchema): Seeded {
    const { counts, seed, seededUntil, seededSpan } = this.settings;
    const count = counts[schema.name] ?? 0;
    const stampOf = (position: number) => seededUntil - seededSpan + Math.floor((position * seededSpan) / count);
    return {
      count,
      stampOf,
      row: (position) => {
        const empty: Record<string, Value> = {};
        for (const [name, field] of schema.fields) empty[name] = field.initial ?? null;
        const row = {
          ...empty,
          ...systemFields(recordId(schema.prefix, position), stampOf(position)),
          ...seededValues(schema.name, position, { seed, counts }),
        };
        return derived(schema.name, row, this);
      },
    };
  }
}

export function systemFields(id: string, seconds: number): Row & { readonly CreatedDate: string } {
  const time = timeText(seconds);
  return { Id: id, CreatedDate: time, LastModifiedDate: time, SystemModstamp: time, IsDeleted: false };
}

/** What Salesforce works out by itself. */
export function derived(object: string, row: Row, organisation: Organisation): Row {
  switch (object) {
    case 'Contact':
      return { ...row, Name: [row['FirstName'], row['LastName']].filter(Boolean).join(' ') };
    case 'Opportunity':
      return {
        ...row,
        IsClosed: String(row['StageName']).startsWith('Closed'),
        IsWon: row['StageName'] === 'Closed Won',
      };
    case 'Task':
      return { ...row, IsClosed: row['Status'] === 'Completed' };
    case 'Quote': {
      const deal = organisation.store('Opportunity')?.get(String(row['OpportunityId']));
      return { ...row, AccountId: deal?.['AccountId'] ?? null };
    }
    default:
      return row;
  }
}
