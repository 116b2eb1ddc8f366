import type { Json } from '@syncline/core';
import type { FieldSchema } from '../model/module-schema.ts';
import type { ModuleStore } from '../model/module-store.ts';
import type { Organisation } from '../model/organisation.ts';
import { secondsOf, timeText } from '../model/row.ts';
import { Refusal } from './refusal.ts';

/** The values of a write as Zoho keeps them. Throws its refusals; what it does not know it does not look at. */
export function checkedValues(
  organisation: Organisation,
  store: ModuleStore,
  values: Readonly<Record<string, unknown>>,
  isCreate: boolean,
): Record<string, Json> {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = store.schema.fields.get(name);
    if (field === undefined || field.isReadOnly) continue;
    kept[name] = checkedValue(organisation, name, field, value);
  }
  for (const [name, field] of store.schema.fields) {
    if (!field.isRequired || !(isCreate || name in kept)) continue;
    const value = kept[name] ?? null;
    if (value === null || (Array.isArray(value) && value.length === 0))
      throw new Refusal(202, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: name });
  }
  return kept;
}

function checkedValue(organisation: Organisation, name: string, field: FieldSchema, value: unknown): Json {
  if (value === null || value === '') return field.type === 'boolean' ? false : null;
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'picklist':
      if (typeof value !== 'string') throw wrongType(name, 'string');
      return checkedText(name, field, value.trim());
    case 'number': {
      if (typeof value !== 'number') throw wrongType(name, field.decimals === 0 ? 'integer' : 'double');
      const factor = 10 ** (field.decimals ?? 0);
      if (!Number.isSafeInteger(Math.round(value * factor))) throw wrongType(name, 'double');
      return (Math.sign(value) * Math.round(Math.abs(value) * factor * (1 + Number.EPSILON))) / factor;
    }
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(name, 'boolean');
      return value;
    case 'date':
      if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) throw wrongType(name, 'date');
      return value;
    case 'datetime':
      // An offset is wanted, and fractions of a second are not.
      if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(value))
        throw wrongType(name, 'datetime');
      return timeText(secondsOf(value));
    case 'lookup':
      return checkedLookup(organisation, name, field, value);
    case 'subform':
      if (!Array.isArray(value)) throw wrongType(name, 'jsonarray');
      return value as Json;
  }
}

function checkedLookup(organisation: Organisation, name: string, field: FieldSchema, value: unknown): string {
  const id = typeof value === 'object' ? (value as { readonly id?: unknown }).id : value;
  if (typeof id !== 'string' || !/^\d+$/.test(id)) throw wrongType(name, 'bigint');
  const target = organisation.storeOf(id);
  if (!field.to?.includes(target?.schema.name ?? '') || target?.get(id) === undefined)
    throw new Refusal(400, 'INVALID_DATA', 'the id given seems to be invalid', { api_name: name });
  return id;
}

function checkedText(name: string, field: FieldSchema, text: string): string | null {
  if (field.length !== undefined && text.length > field.length)
    throw new Refusal(400, 'INVALID_DATA', 'invalid data', { api_name: name, maximum_length: field.length });
  if (field.values !== undefined && !field.values.includes(text)) {
    if (name === 'Stage')
      throw new Refusal(400, 'MAPPING_MISMATCH', "Pipeline doesn't contain the Stage", {
        api_name: name,
        mapped_field: 'Pipeline',
      });
    throw new Refusal(400, 'INVALID_DATA', 'invalid data', { api_name: name });
  }
  return text || null;
}

function wrongType(name: string, wanted: string): Refusal {
  return new Refusal(400, 'INVALID_DATA', 'invalid data', { api_name: name, expected_data_type: wanted });
}
