import type { SandboxSettings } from '../options.ts';
import { type Field, type FieldEntity, madeFields, ownFields } from './fields.ts';
import { type Entity, type Row, timeOf, type Values } from './records.ts';
import { seedRows } from './seeding.ts';

export interface Change {
  readonly action: 'create' | 'change' | 'delete';
  readonly entity: Entity;
  readonly row: Row;
  readonly previous: Row | null;
  /** `app` for what people do, `api` for programs. */
  readonly source: 'app' | 'api';
}

export const COMPANY_ID = 4_217;

/** One company: its records, its fields, and who is told of changes. */
export class Company {
  readonly now: () => Date;
  readonly #tables: Readonly<Record<Entity, Map<number, Row>>>;
  readonly #fields: Record<FieldEntity, Field[]>;
  readonly #nextIds: Record<Entity, number>;
  onChange: (change: Change) => void = () => undefined;

  constructor(settings: SandboxSettings) {
    this.now = settings.now;
    const made = (entity: FieldEntity) => (settings.customFields ? madeFields[entity] : []);
    this.#fields = {
      organizations: [...ownFields.organizations, ...made('organizations')],
      persons: [...ownFields.persons, ...made('persons')],
      deals: [...ownFields.deals, ...made('deals')],
    };
    this.#tables = seedRows(settings);
    this.#nextIds = Object.fromEntries(
      Object.entries(this.#tables).map(([entity, rows]) => [entity, rows.size + 1]),
    ) as Record<Entity, number>;
  }

  rows(entity: Entity): IterableIterator<Row> {
    return this.#tables[entity].values();
  }

  row(entity: Entity, id: number): Row | undefined {
    return this.#tables[entity].get(id);
  }

  /** Not those that are deleted. */
  standing(entity: Entity, id: unknown): Row | undefined {
    const row = typeof id === 'number' ? this.row(entity, id) : undefined;
    return row && !isDeleted(row) ? row : undefined;
  }

  fields(entity: FieldEntity): readonly Field[] {
    return this.#fields[entity];
  }

  addField(entity: FieldEntity, field: Field): void {
    this.#fields[entity].push(field);
  }

  removeField(entity: FieldEntity, name: string): void {
    this.#fields[entity] = this.#fields[entity].filter((field) => field.field_name !== name);
  }

  insert(entity: Entity, values: Values, source: Change['source']): Row {
    const id = this.#nextIds[entity]++;
    const time = timeOf(entity, this.now());
    const row: Row = { ...values, id, add_time: values['add_time'] ?? time, update_time: time };
    this.#tables[entity].set(id, row);
    this.onChange({ action: 'create', entity, row, previous: null, source });
    return row;
  }

  update(entity: Entity, previous: Row, values: Values, source: Change['source']): Row {
    const row: Row = { ...previous, ...values, id: previous.id, update_time: timeOf(entity, this.now()) };
    this.#tables[entity].set(row.id, row);
    this.onChange({ action: 'change', entity, row, previous, source });
    return row;
  }

  /** Marks it; after thirty days it is not even to be read alone. */
  remove(entity: Entity, previous: Row, source: Change['source']): void {
    const mark = entity === 'notes' ? { active_flag: false } : { is_deleted: true };
    const row: Row = { ...previous, ...mark, update_time: timeOf(entity, this.now()) };
    this.#tables[entity].set(row.id, row);
    this.onChange({ action: 'delete', entity, row, previous, source });
  }

  erase(entity: Entity, id: number): void {
    this.#tables[entity].delete(id);
  }
}

export function isDeleted(row: Row): boolean {
  return row['is_deleted'] === true || (row['active_flag'] === false && 'content' in row);
}
