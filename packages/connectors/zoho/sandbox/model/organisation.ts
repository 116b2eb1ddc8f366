import type { SandboxSettings } from '../options.ts';
import { ModuleStore } from './module-store.ts';
import { moduleNumberOf, type Row, recordId } from './row.ts';
import { SCHEMAS } from './schemas.ts';
import { seededValues } from './seeded-values.ts';

export type Operation = 'insert' | 'update' | 'delete';

export interface Change {
  readonly module: string;
  readonly operation: Operation;
  readonly ids: readonly string[];
}

/** The simulated organisation: its modules, its clock, and who wants to hear of changes. */
export class Organisation {
  readonly settings: SandboxSettings;
  readonly #stores: ReadonlyMap<string, ModuleStore>;
  onChange: (change: Change) => void = () => undefined;

  constructor(settings: SandboxSettings) {
    this.settings = settings;
    this.#stores = new Map(
      SCHEMAS.map((schema) => [schema.name, new ModuleStore(schema, this.#seeded(schema.name, schema.number))]),
    );
  }

  store(module: string): ModuleStore | undefined {
    return this.#stores.get(module);
  }

  /** The module that an id belongs to. */
  storeOf(id: string): ModuleStore | undefined {
    const number = moduleNumberOf(id);
    return [...this.#stores.values()].find(({ schema }) => schema.number === number);
  }

  /** Now, in seconds; never before what was seeded. */
  now(): number {
    return Math.max(Math.floor(this.settings.now().getTime() / 1_000), this.settings.seededUntil);
  }

  get viewer(): Row {
    return this.#stores.get('Users')?.get(this.viewerId) as Row;
  }

  get viewerId(): string {
    return recordId('10', 0);
  }

  *#seeded(module: string, number: string): Generator<Row> {
    const { counts, seed, seededUntil, seededSpan } = this.settings;
    const count = counts[module] ?? 0;
    for (let position = 0; position < count; position += 1) {
      const created = seededUntil - seededSpan + Math.floor((position * seededSpan) / count);
      const values = seededValues(module, position, created, { seed, counts });
      const id = recordId(number, position);
      yield { id, created, modified: created, values: derived(module, values) };
    }
  }
}

/** What Zoho works out by itself. */
export function derived(module: string, values: Row['values']): Row['values'] {
  if (module !== 'Contacts') return values;
  const names = [values['First_Name'], values['Last_Name']].filter((name) => typeof name === 'string');
  return { ...values, Full_Name: names.join(' ') };
}
