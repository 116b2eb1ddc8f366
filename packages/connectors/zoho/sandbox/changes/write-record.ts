import type { Json } from '@syncline/core';
import type { ModuleStore } from '../model/module-store.ts';
import { derived, type Operation, type Organisation } from '../model/organisation.ts';
import type { Row } from '../model/row.ts';
import { STAGES } from '../model/schemas.ts';
import { checkedValues } from './check-values.ts';
import { Refusal, unknownId } from './refusal.ts';

type Values = Readonly<Record<string, unknown>>;

export function createRow(organisation: Organisation, store: ModuleStore, values: Values): Row {
  const kept = checkedValues(organisation, store, values, true);
  checkUnique(store, kept, null);
  checkModule(organisation, values, kept);
  const empty = Object.fromEntries([...store.schema.fields].map(([name, field]) => [name, initialOf(field.type)]));
  for (const name of ['id', 'Created_Time', 'Modified_Time']) delete empty[name];
  const now = organisation.now();
  const owner = store.schema.fields.has('Owner') ? { Owner: organisation.viewerId } : {};
  const row = {
    id: store.takeId(),
    created: now,
    modified: now,
    values: { ...empty, ...owner, ...byStage(store, kept), ...kept },
  };
  return put(organisation, store, row, 'insert');
}

export function updateRow(organisation: Organisation, store: ModuleStore, id: string, values: Values): Row {
  const before = store.shown(id);
  if (before === undefined) throw unknownId(id);
  const kept = checkedValues(organisation, store, values, false);
  checkUnique(store, kept, id);
  checkModule(organisation, values, kept);
  // Rows without an id are added to those of a subform.
  const rows = kept['Quoted_Items'];
  if (Array.isArray(rows))
    kept['Quoted_Items'] = [...((before.values['Quoted_Items'] as Json[] | null) ?? []), ...rows];
  const row = {
    ...before,
    modified: organisation.now(),
    values: { ...before.values, ...byStage(store, kept), ...kept },
  };
  return put(organisation, store, row, 'update');
}

export function deleteRow(organisation: Organisation, store: ModuleStore, id: string): Row {
  const row = store.shown(id);
  if (row === undefined) throw new Refusal(400, 'INVALID_DATA', 'record not deleted', { id });
  store.delete(row, organisation.now());
  organisation.onChange({ module: store.schema.name, operation: 'delete', ids: [id] });
  return row;
}

function put(organisation: Organisation, store: ModuleStore, row: Row, operation: Operation): Row {
  const { name } = store.schema;
  const whole = { ...row, values: derived(name, row.values) };
  store.put(whole);
  organisation.onChange({ module: name, operation, ids: [row.id] });
  return whole;
}

function initialOf(type: string): Json {
  return type === 'boolean' ? false : null;
}

function checkUnique(store: ModuleStore, kept: Readonly<Record<string, Json>>, id: string | null): void {
  const key = kept['Syncline_Key'];
  if (typeof key !== 'string' || !store.schema.fields.get('Syncline_Key')?.isUnique) return;
  const holder = store.withKey(key);
  if (holder !== undefined && holder.id !== id)
    throw new Refusal(400, 'DUPLICATE_DATA', 'duplicate data', { api_name: 'Syncline_Key', id: holder.id });
}

/** What a call is about is in the module that is named beside it. */
function checkModule(organisation: Organisation, values: Values, kept: Readonly<Record<string, Json>>): void {
  const id = kept['What_Id'];
  if (typeof id !== 'string') return;
  const module = values['$se_module'];
  if (typeof module !== 'string')
    throw new Refusal(202, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: '$se_module' });
  if (organisation.storeOf(id)?.schema.name !== module)
    throw new Refusal(400, 'INVALID_DATA', 'the id given seems to be invalid', { api_name: 'What_Id' });
}

/** A stage brings its probability, unless the write has one of its own. */
function byStage(store: ModuleStore, kept: Readonly<Record<string, Json>>): Record<string, Json> {
  const stage = store.schema.name === 'Deals' ? STAGES.find(([name]) => name === kept['Stage']) : undefined;
  return stage === undefined ? {} : { Probability: stage[1] };
}
