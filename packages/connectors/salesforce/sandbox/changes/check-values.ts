import { salesforceId } from '../../src/salesforce-id.ts';
import type { FieldSchema } from '../model/object-schema.ts';
import type { ObjectStore } from '../model/object-store.ts';
import type { Organisation } from '../model/organisation.ts';
import type { Value } from '../model/row.ts';
import { Refusal } from './refusal.ts';

/** The values of a write as Salesforce keeps them. Throws its refusals. */
export function checkedValues(
  organisation: Organisation,
  store: ObjectStore,
  values: Readonly<Record<string, unknown>>,
  isCreate: boolean,
): Record<string, Value> {
  const kept: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === 'attributes') continue;
    const field = store.schema.fields.get(name);
    if (field === undefined)
      throw new Refusal(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${store.schema.name}`, [
        name,
      ]);
    if (field.isReadOnly === true || (field.isReadOnly === 'create' && !isCreate))
      throw new Refusal(
        400,
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        [name],
      );
    kept[name] = checkedValue(organisation, name, field, value);
  }
  for (const [name, field] of store.schema.fields) {
    if (!field.isRequired || !(isCreate || name in kept)) continue;
    if ((kept[name] ?? null) === null)
      throw new Refusal(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, [name]);
  }
  return kept;
}

function checkedValue(organisation: Organisation, name: string, field: FieldSchema, value: unknown): Value {
  if (value === null || value === '') {
    if (field.type === 'boolean')
      throw new Refusal(400, 'INVALID_TYPE_ON_FIELD_IN_RECORD', `${name}: value not of required type: null`, [name]);
    return null;
  }
  switch (field.type) {
    case 'text':
      if (typeof value !== 'string') throw wrongType(name, value);
      return checkedText(name, field, value.trim());
    case 'number':
      if (typeof value !== 'number') throw wrongType(name, value);
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(name, value);
      return value;
    case 'date':
      if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) throw wrongType(name, value);
      return value;
    case 'datetime':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) throw wrongType(name, value);
      return `${new Date(Date.parse(value)).toISOString().slice(0, 19)}.000+0000`;
    case 'reference': {
      const id = salesforceId(value);
      const target = id === null ? undefined : organisation.storeOf(id);
      const isThere = id !== null && target?.get(id)?.IsDeleted === false;
      if (id === null)
        throw new Refusal(400, 'MALFORMED_ID', `${name}: id value of incorrect type: ${JSON.stringify(value)}`, [name]);
      if (!isThere || !field.to?.includes(target?.schema.name ?? ''))
        throw new Refusal(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [name]);
      return id;
    }
  }
}

function checkedText(name: string, field: FieldSchema, text: string): string | null {
  if (field.length !== undefined && text.length > field.length)
    throw new Refusal(
      400,
      'STRING_TOO_LONG',
      `${name}: data value too large: ${text.slice(0, 40)} (max length=${field.length})`,
      [name],
    );
  if (field.values !== undefined && !field.values.includes(text))
    throw new Refusal(
      400,
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${name}: bad value for restricted picklist field: ${text}`,
      [name],
    );
  return text || null;
}

function wrongType(name: string, value: unknown): Refusal {
  return new Refusal(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${name} from value ${JSON.stringify(value)}`,
    [name],
  );
}
