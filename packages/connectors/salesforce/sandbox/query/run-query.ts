import { Refusal } from '../changes/refusal.ts';
import type { ObjectStore } from '../model/object-store.ts';
import type { Organisation } from '../model/organisation.ts';
import type { Row, Value } from '../model/row.ts';
import { meets } from './evaluate.ts';
import type { Condition, Soql } from './soql.ts';

export interface Found {
  readonly store: ObjectStore;
  /** Empty for COUNT(). */
  readonly rows: readonly Row[];
  readonly count: number;
}

/** What a query finds. Throws the refusals of Salesforce for unknown objects and fields. */
export function runQuery(organisation: Organisation, soql: Soql, withDeleted: boolean): Found {
  const store = organisation.store(soql.object);
  if (store === undefined) throw new Refusal(400, 'INVALID_TYPE', `sObject type '${soql.object}' is not supported.`);
  checkFields(store, soql);
  if (soql.isCount && soql.where === null) return { store, rows: [], count: store.count(withDeleted) };
  const rows: Row[] = [];
  const limit = inNaturalOrder(soql) ? (soql.limit ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  for (const row of candidates(store, soql.where)) {
    if (rows.length >= limit) break;
    if ((withDeleted || !row.IsDeleted) && meets(soql.where, row)) rows.push(row);
  }
  if (!inNaturalOrder(soql)) rows.sort((a, b) => compareRows(a, b, soql));
  const found = soql.limit === null ? rows : rows.slice(0, soql.limit);
  return soql.isCount ? { store, rows: [], count: found.length } : { store, rows: found, count: found.length };
}

/** Looks records up where the conditions name them; else reads from the earliest stamp that they allow. */
function candidates(store: ObjectStore, where: Condition | null): Iterable<Row> {
  for (const part of conjuncts(where)) {
    if (part.is !== 'compare' || (part.operator !== '=' && part.operator !== 'IN')) continue;
    const texts = part.values.filter((value) => typeof value === 'string');
    if (part.field === 'Id') return texts.flatMap((id) => store.get(id) ?? []);
    if (part.field === 'Syncline_Key__c') return texts.flatMap((key) => store.withKey(key) ?? []);
  }
  const from = conjuncts(where).flatMap((part) =>
    // What was made after a time was changed after it.
    part.is === 'compare' && ['SystemModstamp', 'CreatedDate'].includes(part.field) && part.operator.startsWith('>')
      ? part.values.flatMap((value) => (typeof value === 'object' && value !== null ? [value.time / 1_000] : []))
      : [],
  );
  return store.rows(Math.floor(Math.max(0, ...from)));
}

function conjuncts(where: Condition | null): readonly Condition[] {
  if (where === null) return [];
  return where.is === 'and' ? where.parts.flatMap(conjuncts) : [where];
}

function inNaturalOrder({ orderBy }: Soql): boolean {
  const order = orderBy.map(({ field, isDescending }) => `${field}${isDescending ? ' DESC' : ''}`).join(',');
  return order === '' || order === 'SystemModstamp' || order === 'SystemModstamp,Id';
}

function compareRows(a: Row, b: Row, { orderBy }: Soql): number {
  for (const { field, isDescending } of orderBy) {
    const [left, right] = [a[field] ?? '', b[field] ?? ''];
    if (left !== right) return (left < right ? -1 : 1) * (isDescending ? -1 : 1);
  }
  return 0;
}

const PARENT_FIELDS = new Set(['Type', 'Name']);

function checkFields(store: ObjectStore, soql: Soql): void {
  const named = [
    ...soql.fields,
    ...soql.aggregates.map(({ field }) => field),
    ...soql.orderBy.map(({ field }) => field),
    ...fieldsIn(soql.where),
  ];
  for (const name of named) {
    const [first = '', second] = name.split('.');
    const known =
      second === undefined ? store.schema.fields.has(first) : isParent(store, first) && PARENT_FIELDS.has(second);
    if (!known)
      throw new Refusal(400, 'INVALID_FIELD', `No such column '${name}' on entity '${store.schema.name}'.`, []);
  }
}

function fieldsIn(condition: Condition | null): readonly string[] {
  if (condition === null) return [];
  if (condition.is === 'compare') return [condition.field];
  return condition.is === 'not' ? fieldsIn(condition.part) : condition.parts.flatMap(fieldsIn);
}

function isParent(store: ObjectStore, relationship: string): boolean {
  return store.schema.fields.has(`${relationship}Id`) || store.schema.fields.has(relationship.replace(/__r$/, '__c'));
}

/** The one record of an aggregate query. */
export function aggregate({ aggregates }: Soql, rows: readonly Row[]): Record<string, unknown> {
  const record: Record<string, unknown> = { attributes: { type: 'AggregateResult' } };
  for (const { of, field, name } of aggregates) {
    const values = rows.flatMap((row) => row[field] ?? []);
    if (of === 'COUNT') record[name] = values.length;
    else
      record[name] = values.reduce<Value>(
        (best, value) => (best === null || (of === 'MIN' ? value < best : value > best) ? value : best),
        null,
      );
  }
  return record;
}
