import {
  asItem,
  type DescribedField,
  type DescribedFieldType,
  type FieldOption,
  type Item,
} from '@syncline/connector-sdk';
import type { ZohoClient } from './client.ts';
import { definitionOf } from './definitions.ts';
import { hasKeyField } from './record/module-definition.ts';
import { OWN_KEY } from './refusal.ts';

/** The custom fields of a stream's module, beside those that are the stream's own. Notes and users have none. */
export async function describeZohoFields(
  client: ZohoClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly DescribedField[]> {
  const definition = definitionOf(stream);
  if (definition === undefined || !hasKeyField(definition)) return [];
  const known = new Set([OWN_KEY, ...definition.fields.map(({ api }) => api)]);
  return (await fieldsOf(client, definition.module, signal)).flatMap((field): DescribedField[] => {
    const { api_name: key, field_label: label, custom_field: isCustom } = field;
    if (isCustom !== true || typeof key !== 'string' || known.has(key)) return [];
    const type = TYPES.get(String(field['data_type'])) ?? 'other';
    const options = type === 'select' || type === 'multi_select' ? optionsOf(field) : undefined;
    return [
      {
        key,
        name: typeof label === 'string' ? label : key,
        type,
        writable: field['read_only'] !== true && field['field_read_only'] !== true && type !== 'other',
        ...(options && { options }),
      },
    ];
  });
}

/** All fields of a module, as the account has them. */
export async function fieldsOf(client: ZohoClient, module: string, signal: AbortSignal): Promise<readonly Item[]> {
  const { data } = await client.send({ path: '/settings/fields', query: { module } }, signal);
  return itemsIn(asItem(data)?.['fields']);
}

export function itemsIn(value: unknown): readonly Item[] {
  return Array.isArray(value) ? value.map(asItem).filter((item): item is Item => item !== null) : [];
}

/** https://www.zoho.com/crm/developer/docs/api/v8/field-meta.html */
const TYPES: ReadonlyMap<string, DescribedFieldType> = new Map<string, DescribedFieldType>([
  ['text', 'text'],
  ['textarea', 'text'],
  ['email', 'text'],
  ['phone', 'text'],
  ['website', 'text'],
  ['integer', 'number'],
  ['bigint', 'number'],
  ['double', 'number'],
  ['percent', 'number'],
  ['currency', 'money'],
  ['boolean', 'boolean'],
  ['date', 'date'],
  ['datetime', 'date_time'],
  ['picklist', 'select'],
  ['multiselectpicklist', 'multi_select'],
  ['ownerlookup', 'user'],
  ['userlookup', 'user'],
]);

/** Values stay when what people call them is changed. */
function optionsOf(field: Item): readonly FieldOption[] {
  return itemsIn(field['pick_list_values']).flatMap(({ actual_value: id, display_value: name, type }): FieldOption[] =>
    typeof id !== 'string' || id === '-None-' || type === 'unused'
      ? []
      : [{ id, name: typeof name === 'string' ? name : id }],
  );
}
