import { asItem, type DescribedField, type DescribedFieldType, type Item, textOf } from '@syncline/connector-sdk';
import type { FieldType } from '@syncline/core';
import type { HubspotClient } from './client.ts';
import { definitions } from './definitions.ts';
import { itemsIn } from './items-in.ts';
import { type ObjectDefinition, OWN_KEY } from './object/object-definition.ts';

/** The properties of an object that are neither the connector's own nor HubSpot's for itself; those that the settings name in any case. */
export async function ownProperties(
  client: HubspotClient,
  definition: ObjectDefinition,
  signal: AbortSignal,
): Promise<readonly Item[]> {
  const known = new Set([
    OWN_KEY,
    definition.modified,
    ...definition.fields.flatMap((each) => [each.name, each.property]),
  ]);
  const carried = client.settings.customFields[definition.stream] ?? [];
  const { data } = await client.send({ path: `/crm/v3/properties/${definition.object}` }, signal);
  return itemsIn(asItem(data)?.['results']).filter(({ name, hidden }) => {
    if (typeof name !== 'string' || !/^[a-z]\w*$/.test(name) || known.has(name)) return false;
    return carried.includes(name) || (hidden !== true && !name.startsWith('hs_'));
  });
}

/** The account's properties of a stream, typed, with their options; https://developers.hubspot.com/docs/api-reference/legacy/crm/properties/guide */
export async function describeHubspotFields(
  client: HubspotClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly DescribedField[]> {
  const definition = definitions.find((each) => each.stream === stream);
  if (!definition) return [];
  return (await ownProperties(client, definition, signal)).map((property): DescribedField => {
    const key = textOf(property['name']) ?? '';
    const type = describedType(property);
    const options = itemsIn(property['options']).flatMap(({ value, label }) =>
      typeof value === 'string' ? [{ id: value, name: textOf(label) ?? value }] : [],
    );
    return {
      key,
      name: textOf(property['label']) ?? key,
      type,
      ...((type === 'select' || type === 'multi_select') && { options }),
      writable: property['calculated'] !== true && asItem(property['modificationMetadata'])?.['readOnlyValue'] !== true,
    };
  });
}

function describedType(property: Item): DescribedFieldType {
  // Owners are listed as options of an enumeration without any.
  if (property['referencedObjectType'] === 'OWNER') return 'user';
  if (property['showCurrencySymbol'] === true) return 'money';
  switch (fieldType(property)) {
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'date';
    case 'instant':
      return 'date_time';
    case 'choice':
      return 'select';
    case 'text_set':
      return 'multi_select';
    default:
      return textOf(property['type']) === 'string' ? 'text' : 'other';
  }
}

/** What values of a property are here: HubSpot shows them all as texts. */
export function fieldType({ type, fieldType: form }: Item): FieldType {
  switch (type) {
    case 'number':
      return 'number';
    case 'bool':
      return 'boolean';
    case 'date':
      return 'date';
    case 'datetime':
      return 'instant';
    case 'enumeration':
      if (form === 'booleancheckbox') return 'boolean';
      return form === 'checkbox' ? 'text_set' : 'choice';
    default:
      return 'text';
  }
}
