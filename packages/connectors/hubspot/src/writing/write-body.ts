import type { RecordKey } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import type { Association, ObjectField } from '../object/field.ts';
import { fieldNamed, type ObjectDefinition } from '../object/object-definition.ts';
import { plainValue, propertyValue } from '../object/values.ts';
import type { HubspotSettings } from '../settings.ts';

/** What is to be written of some of our fields: a part goes into properties, another is associations. */
export interface WriteBody {
  readonly properties: Readonly<Record<string, string>>;
  readonly associations: readonly AssociationValue[];
}

export interface AssociationValue {
  readonly field: ObjectField;
  readonly association: Association;
  /** Ids at the other end, as they shall be; for a field of one reference one or none. */
  readonly ids: readonly string[];
}

/** Throws SynclineError `invalid` for a field that can't be written. */
export function writeBody(
  definition: ObjectDefinition,
  settings: HubspotSettings,
  fields: Readonly<Record<string, Json>>,
): WriteBody {
  const properties: Record<string, string> = {};
  const associations: AssociationValue[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldNamed(definition, name);
    if (field === undefined) {
      if (!settings.customFields[definition.stream]?.includes(name))
        throw notWritable(definition, name, 'is not known');
      properties[name] = plainValue(value);
    } else if (field.writable === 'no') throw notWritable(definition, name, 'is set by HubSpot');
    else if (field.association) associations.push({ field, association: field.association, ids: idsOf(value) });
    else if (field.property !== null) properties[field.property] = propertyValue(field, value);
  }
  return { properties, associations };
}

/** The associations that a create's parents ask for, where its fields do not already. */
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

function idsOf(value: Json): string[] {
  return (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string' && id !== '') as string[];
}

function notWritable(definition: ObjectDefinition, name: string, reason: string): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'hubspot_field_not_writable',
    message: `The field ${name} of ${definition.stream} ${reason}; take it out of the field map, or name it in customFields.`,
    field: name,
  });
}
