import type { ObjectStore } from '../model/object-store.ts';
import { type Change, derived, type Operation, type Organisation, systemFields } from '../model/organisation.ts';
import { type Row, timeText, type Value } from '../model/row.ts';
import { STAGES } from '../model/schemas.ts';
import { checkedValues } from './check-values.ts';
import { notFound, Refusal } from './refusal.ts';

type Values = Readonly<Record<string, unknown>>;

/** Writes of one API call: a transaction, whose changes are told of once. */
export class Transaction {
  readonly #organisation: Organisation;
  readonly #changes: Change[] = [];

  constructor(organisation: Organisation) {
    this.#organisation = organisation;
  }

  create(store: ObjectStore, values: Values): Row {
    this.#lock(store);
    const kept = checkedValues(this.#organisation, store, values, true);
    this.#checkUnique(store, kept, null);
    this.#checkDuplicates(store, kept);
    const empty: Record<string, Value> = {};
    for (const [name, field] of store.schema.fields) empty[name] = field.initial ?? null;
    const seconds = this.#organisation.now();
    const owner = store.schema.fields.has('OwnerId') ? { OwnerId: this.#organisation.viewerId } : {};
    return this.#put(
      store,
      { ...empty, ...owner, ...systemFields(store.takeId(), seconds), ...byStage(store, kept), ...kept },
      'insert',
    );
  }

  update(store: ObjectStore, id: string, values: Values): Row {
    const before = existing(store, id);
    this.#lock(store);
    const kept = checkedValues(this.#organisation, store, values, false);
    this.#checkUnique(store, kept, id);
    checkQuoteVersion(store, before, kept);
    const time = timeText(this.#organisation.now());
    return this.#put(
      store,
      { ...before, ...byStage(store, kept), ...kept, LastModifiedDate: time, SystemModstamp: time },
      'update',
    );
  }

  /** @returns the record and whether it is new */
  upsert(store: ObjectStore, key: string, values: Values): { readonly row: Row; readonly isNew: boolean } {
    const found = store.withKey(key);
    if (found !== undefined) return { row: this.update(store, found.Id, values), isNew: false };
    return { row: this.create(store, { ...values, Syncline_Key__c: key }), isNew: true };
  }

  delete(store: ObjectStore, id: string): void {
    const before = existing(store, id);
    this.#lock(store);
    this.#put(store, { ...before, IsDeleted: true, SystemModstamp: timeText(this.#organisation.now()) }, 'delete');
  }

  undelete(store: ObjectStore, id: string): Row {
    const before = store.get(id);
    if (!before?.IsDeleted) throw notFound();
    return this.#put(
      store,
      { ...before, IsDeleted: false, SystemModstamp: timeText(this.#organisation.now()) },
      'undelete',
    );
  }

  commit(): void {
    if (this.#changes.length > 0) this.#organisation.onCommit(this.#changes);
  }

  #put(store: ObjectStore, row: Row, op: Operation): Row {
    const whole = derived(store.schema.name, row, this.#organisation);
    store.put(whole);
    this.#changes.push({ object: store.schema.name, id: row.Id, op, at: this.#organisation.settings.now() });
    return whole;
  }

  #lock(store: ObjectStore): void {
    if (store.schema.isReadOnly)
      throw new Refusal(
        400,
        'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        `entity type cannot be written: ${store.schema.name}`,
      );
    if (this.#organisation.locks === 0) return;
    this.#organisation.locks -= 1;
    throw new Refusal(400, 'UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record or 1 records');
  }

  #checkUnique(store: ObjectStore, kept: Readonly<Record<string, Value>>, id: string | null): void {
    const key = kept['Syncline_Key__c'];
    const holder = typeof key === 'string' ? store.withKey(key) : undefined;
    if (holder !== undefined && holder.Id !== id)
      throw new Refusal(
        400,
        'DUPLICATE_VALUE',
        `duplicate value found: Syncline_Key__c duplicates value on record with id: ${holder.Id.slice(0, 15)}`,
      );
  }

  #checkDuplicates(store: ObjectStore, kept: Readonly<Record<string, Value>>): void {
    const field = this.#organisation.duplicateRules.get(store.schema.name);
    if (field === undefined || (kept[field] ?? null) === null) return;
    for (const row of store.rows())
      if (!row.IsDeleted && row[field] === kept[field])
        throw new Refusal(400, 'DUPLICATES_DETECTED', 'Use one of these records?');
  }
}

function existing(store: ObjectStore, id: string): Row {
  const row = store.get(id);
  if (row === undefined) throw notFound();
  if (row.IsDeleted) throw new Refusal(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  return row;
}

/** A stage brings its probability, unless the write has one of its own. */
function byStage(store: ObjectStore, kept: Readonly<Record<string, Value>>): Record<string, Value> {
  const stage = store.schema.name === 'Opportunity' ? STAGES.find(([name]) => name === kept['StageName']) : undefined;
  return stage === undefined ? {} : { Probability: stage[1] };
}

/** The validation rule of infra/salesforce. */
function checkQuoteVersion(store: ObjectStore, before: Row, kept: Readonly<Record<string, Value>>): void {
  if (store.schema.name !== 'Quote') return;
  const [ours, theirs] = [kept['Version__c'], before['Version__c']];
  if (typeof ours === 'number' && typeof theirs === 'number' && ours < theirs)
    throw new Refusal(400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'stale_outbound_write: the quote has a newer version', [
      'Version__c',
    ]);
}
