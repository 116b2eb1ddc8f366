import type { RecordKey } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import { type Catalogue, catalogueOf } from '../catalogue/catalogue.ts';
import type { PipedriveClient } from '../client.ts';
import { sentCustomValue } from '../fields/custom-value.ts';
import { keyOf } from '../fields/make-field.ts';
import { fieldNamed, type ObjectDefinition } from '../fields/object-definition.ts';
import type { Body } from '../fields/object-field.ts';
import { refusedField } from './refused.ts';

type Fields = Readonly<Record<string, Json>>;

/** What is sent for some of our fields. A field or option that the account has got only lately is looked for once more. */
export async function writeBody(
  client: PipedriveClient,
  definition: ObjectDefinition,
  fields: Fields,
  mode: 'create' | 'update',
  signal: AbortSignal,
): Promise<Body> {
  const catalogue = await catalogueOf(client, definition, signal);
  try {
    return bodyOf(definition, fields, mode, catalogue);
  } catch (error) {
    if (definition.fieldList === null || !(error instanceof SynclineError)) throw error;
    return bodyOf(definition, fields, mode, await catalogueOf(client, definition, signal, true));
  }
}

function bodyOf(definition: ObjectDefinition, fields: Fields, mode: 'create' | 'update', catalogue: Catalogue): Body {
  const body: Body = { own: {}, custom: {} };
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldNamed(definition, name);
    const customType = Object.hasOwn(catalogue.custom, name) ? catalogue.custom[name] : undefined;
    if (field === undefined && customType !== undefined) body.custom[name] = sentCustomValue(customType, value);
    else if (field === undefined) throw refusedField(name, `${definition.stream} have no field of that name`);
    else if (field.isCarried && keyOf(catalogue, name) === undefined)
      throw refusedField(name, `the account has no custom field for it; make one called "${definition.carried[name]}"`);
    else if (field.writable === 'no') throw refusedField(name, 'it is set by Pipedrive alone');
    else if (field.writable === 'create' && mode === 'update') throw refusedField(name, 'it is set once');
    else field.write?.(body, value, catalogue);
  }
  return body;
}

/** The references that a create's parents fill, where its fields do not already. */
export function parentFields(definition: ObjectDefinition, parents: Readonly<Record<string, RecordKey>>): Fields {
  const fields: Record<string, Json> = {};
  for (const { relation, stream } of definition.parents ?? []) {
    const parent = parents[relation];
    const field = definition.fields.find((each) => each.relation === relation && each.references === stream);
    if (parent !== undefined && field !== undefined) fields[field.name] = parent.externalId;
  }
  return fields;
}
