import type { RecordKey } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import { expressValue, LIST_SEPARATOR } from '../object/express-value.ts';
import type { ObjectField } from '../object/field.ts';
import { fieldNamed, type ObjectDefinition } from '../object/object-definition.ts';

/** What is sent to Salesforce for some of our fields. Throws SynclineError `invalid` for a field that can't be written. */
export function writeBody(
  definition: ObjectDefinition,
  fields: Readonly<Record<string, Json>>,
  mode: 'create' | 'update',
): Record<string, Json> {
  const body: Record<string, Json> = {};
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldNamed(definition, name);
    if (field === undefined && !name.endsWith('__c')) throw notWritable(definition, name, 'is not known');
    if (field?.writable === 'no') throw notWritable(definition, name, 'is set by Salesforce');
    if (field?.writable === 'create' && mode === 'update') throw notWritable(definition, name, 'is set once');
    const api = field?.api ?? name;
    const sent = field === undefined ? value : sentValue(field, value);
    // Several of our fields may share one lookup: the one that holds something says where it points.
    if (sent !== null || body[api] === undefined) body[api] = sent;
  }
  return body;
}

/** The lookups that a create's parents fill, where its fields do not already. */
export function parentFields(
  definition: ObjectDefinition,
  parents: Readonly<Record<string, RecordKey>>,
): Record<string, Json> {
  const fields: Record<string, Json> = {};
  for (const rule of definition.parents ?? []) {
    const parent = parents[rule.relation];
    const field = definition.fields.find(
      ({ relation, references }) => relation === rule.relation && references === rule.stream,
    );
    if (parent !== undefined && field !== undefined) fields[field.name] = parent.externalId;
  }
  return fields;
}

/** As Salesforce would make it: numbers above all, of which it may keep more digits than it shows. */
function sentValue(field: ObjectField, value: Json): Json {
  const expressed = expressValue(field, value);
  if (!Array.isArray(expressed)) return expressed;
  return expressed.length === 0 ? null : expressed.join(LIST_SEPARATOR);
}

function notWritable(definition: ObjectDefinition, name: string, reason: string): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'salesforce_field_not_writable',
    message: `The field ${name} of ${definition.object} ${reason}; take it out of the field map.`,
    field: name,
  });
}
