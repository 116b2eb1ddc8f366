import type { ObjectStore, Properties } from '../model/object-store.ts';
import type { PropertySchema } from '../model/schemas.ts';
import { invalidValue, Refusal } from './refusal.ts';

const LONGEST = 65_536;

/** What a write would store, of what it sent; throws Refusal for what HubSpot would not take. '' empties a property. */
export function checkProperties(store: ObjectStore, sent: unknown, id: string | null): Properties {
  if (typeof sent !== 'object' || sent === null) throw new Refusal(400, 'VALIDATION_ERROR', 'Invalid input JSON');
  const values: Record<string, string | null> = {};
  for (const [name, raw] of Object.entries(sent)) {
    const schema = store.schema.properties.get(name);
    if (schema === undefined)
      throw invalidValue(name, 'PROPERTY_DOESNT_EXIST', `Property \\"${name}\\" does not exist`);
    if (schema.isReadOnly) throw invalidValue(name, 'READ_ONLY_VALUE', `\\"${name}\\" is a read only property`);
    const text = raw === null ? '' : String(raw);
    values[name] = text === '' ? null : checked(schema, text);
  }
  checkUnique(store, values, id);
  return values;
}

function checked(schema: PropertySchema, text: string): string {
  const { name, type, options } = schema;
  if (text.length > LONGEST) throw invalidValue(name, 'PROPERTY_VALUE_TOO_LONG', `was longer than ${LONGEST}`);
  switch (type) {
    case 'enumeration':
      if (!(schema.isMultiple ? text.split(';') : [text]).every((option) => options?.includes(option)))
        throw invalidValue(name, 'INVALID_OPTION', `was not one of the allowed options`);
      return text;
    case 'number':
      if (!Number.isFinite(Number(text))) throw invalidValue(name, 'INVALID_DOUBLE', `was not a valid number`);
      return text;
    case 'bool':
      if (!/^(true|false)$/.test(text)) throw invalidValue(name, 'INVALID_BOOLEAN', 'was not a boolean');
      return text;
    case 'datetime':
      return timeIn(name, text).toISOString();
    case 'date':
      return timeIn(name, text).toISOString().slice(0, 10);
    case 'string':
      if (!schema.isEmail) return text;
      if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text))
        throw invalidValue(name, 'INVALID_EMAIL', `Email address is invalid`);
      return text.toLowerCase();
  }
}

function timeIn(name: string, text: string): Date {
  const time = new Date(/^\d{11,15}$/.test(text) ? Number(text) : text);
  if (Number.isNaN(time.getTime())) throw invalidValue(name, 'INVALID_DATE', 'was not a valid date');
  return time;
}

function checkUnique(store: ObjectStore, values: Properties, id: string | null): void {
  const { syncline_key: key, email } = values;
  const holder = key ? store.withKey(key) : undefined;
  if (holder && holder.id !== id)
    throw invalidValue('syncline_key', 'CONFLICTING_UNIQUE_VALUE', `${holder.id} already has that value.`);
  const other = email ? store.withEmail(email) : undefined;
  if (other && other.id !== id) throw new Refusal(409, 'CONFLICT', `Contact already exists. Existing ID: ${other.id}`);
}
