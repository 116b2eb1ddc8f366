import type { DescribedField, DescribedFieldType } from '@syncline/connector-sdk';
import type { SalesforceClient } from './client.ts';
import { definitions } from './definitions.ts';
import { asItem, type Item } from './object/normalize.ts';
import type { ObjectDefinition } from './object/object-definition.ts';
import { OWN_KEY } from './refusal.ts';

/** By the types of sObject describe. A multi-select picklist is carried as Salesforce writes it, `A;B`: a text. */
const TYPES: Readonly<Record<string, DescribedFieldType>> = {
  string: 'text',
  textarea: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  combobox: 'text',
  multipicklist: 'text',
  id: 'text',
  int: 'number',
  long: 'number',
  double: 'number',
  percent: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'date_time',
  picklist: 'select',
  currency: 'money',
};

/** The custom fields of a stream's object, in the order of their names; those that the stream carries itself are left out. */
export async function describeFields(
  client: SalesforceClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly DescribedField[]> {
  const definition = definitions.find((each) => each.stream === stream);
  if (!definition) return [];
  const fields = itemsIn((await describeObject(client, definition.object, signal))['fields']);
  const described = fields.flatMap((field): DescribedField[] => describedField(definition, field) ?? []);
  return described.sort((a, b) => (a.key < b.key ? -1 : 1));
}

export async function describeObject(client: SalesforceClient, object: string, signal: AbortSignal): Promise<Item> {
  const { data } = await client.json({ method: 'GET', path: `/sobjects/${object}/describe` }, signal);
  return asItem(data) ?? {};
}

export function itemsIn(value: unknown): Item[] {
  return Array.isArray(value) ? value.flatMap((each): Item[] => [asItem(each)].filter((item) => item !== null)) : [];
}

function describedField(definition: ObjectDefinition, field: Item): [DescribedField] | null {
  const { name, label, type, custom, updateable } = field;
  const isOwn = name === OWN_KEY || definition.fields.some(({ api }) => api === name);
  if (custom !== true || typeof name !== 'string' || isOwn) return null;
  const described = typeOf(field);
  return [
    {
      key: name,
      name: typeof label === 'string' ? label : name,
      type: described,
      writable: updateable !== false && !definition.isReadOnly && type !== 'address',
      ...(described === 'select' && { options: optionsOf(field) }),
    },
  ];
}

function typeOf({ type, referenceTo }: Item): DescribedFieldType {
  if (type === 'reference') return Array.isArray(referenceTo) && referenceTo.join() === 'User' ? 'user' : 'text';
  return TYPES[String(type)] ?? 'other';
}

/** What a picklist's records hold is the value; people see the label. */
function optionsOf(field: Item): { id: string; name: string }[] {
  return itemsIn(field['picklistValues']).flatMap(({ value, label, active }) =>
    typeof value !== 'string' || active === false
      ? []
      : [{ id: value, name: typeof label === 'string' ? label : value }],
  );
}
