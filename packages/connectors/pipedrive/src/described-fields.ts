import type { DescribedField, DescribedFieldType } from '@syncline/connector-sdk';
import { catalogueOf } from './catalogue/catalogue.ts';
import type { FieldInfo } from './catalogue/field-info.ts';
import type { PipedriveClient } from './client.ts';
import type { ObjectDefinition } from './fields/object-definition.ts';
import { definitions } from './streams/index.ts';

const TYPES: Readonly<Record<string, DescribedFieldType>> = {
  varchar: 'text',
  varchar_auto: 'text',
  text: 'text',
  phone: 'text',
  int: 'number',
  double: 'number',
  boolean: 'boolean',
  date: 'date',
  enum: 'select',
  set: 'multi_select',
  user: 'user',
  monetary: 'money',
};

/** The company's custom fields of one kind of record, but for those that the connector's own fields are held by. */
export async function describePipedriveFields(
  client: PipedriveClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly DescribedField[]> {
  const definition = definitions.find((each) => each.stream === stream);
  if (!definition) return [];
  return (await ownFieldsOf(client, definition, signal)).map(({ code, name, type, options }) => ({
    key: code,
    name,
    type: TYPES[type] ?? 'other',
    // Counted up by Pipedrive itself.
    writable: type !== 'varchar_auto',
    ...(['enum', 'set'].includes(type) && { options: options.map(({ id, label }) => ({ id, name: label })) }),
  }));
}

export async function ownFieldsOf(
  client: PipedriveClient,
  definition: ObjectDefinition,
  signal: AbortSignal,
): Promise<readonly FieldInfo[]> {
  // A quote is held by fields of its deal, of which the others are the deal's.
  if (definition.fieldList === null || definition.kind === 'quote') return [];
  const fields = await client.fieldsOf(definition.fieldList, signal, true);
  const quotes = definitions.find(({ kind }) => kind === 'quote');
  const holding = [definition, ...(definition.kind === 'deal' && quotes ? [quotes] : [])];
  const taken = new Set<string>();
  for (const each of holding)
    for (const key of Object.values((await catalogueOf(client, each, signal)).keys)) taken.add(key);
  return fields.filter(({ code, isCustom }) => isCustom && !taken.has(code));
}
