import type { NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, Json, Reference, RelationType } from '@syncline/core';
import { OWN_KEY } from '../refusal.ts';
import { salesforceId } from '../salesforce-id.ts';
import { instant } from './express-value.ts';
import type { ObjectField } from './field.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { readValue } from './read-value.ts';

/** One record of an object before anything is known of it. */
export type Item = Readonly<Record<string, unknown>>;

export function asItem(value: unknown): Item | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : null;
}

/** One record into canonical form. Pure; never throws. */
export function normalizeRecord(definition: ObjectDefinition, value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = salesforceId(item?.['Id']);
  if (!item || externalId === null) return noId(definition);
  if (item['IsDeleted'] === true) return { outcome: 'ignored', reason: 'it is in the recycle bin' };
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  const references: Reference[] = [];
  const relations: RelationType[] = [];
  for (const field of definition.fields) {
    const shown = readField(definition, field, item, diagnostics);
    if (shown === undefined) continue;
    fields[field.name] = shown;
    addEdges(field, shown, references, relations);
  }
  takeCustomFields(definition, item, fields);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { outcome: 'invalid', externalId, diagnostics };
  const ownKey = item[OWN_KEY];
  const version = item['LastModifiedDate'];
  return {
    outcome: 'record',
    record: {
      kind: definition.kind,
      stream: definition.stream,
      externalId,
      // Its id is all that is needed to find a record again.
      locator: null,
      fields,
      references,
      relations,
      remoteUpdatedAt: time(item['SystemModstamp']),
      url: null,
      ...(typeof ownKey === 'string' && ownKey !== '' && { ownKey }),
      ...(typeof version === 'string' && instant(version) !== null && { version }),
    },
    embedded: [],
    followUps: [],
    diagnostics,
  };
}

/** Undefined: not shown, or left out with a warning. */
function readField(
  definition: ObjectDefinition,
  field: ObjectField,
  item: Item,
  diagnostics: Diagnostic[],
): Json | undefined {
  const raw = item[field.api];
  if (raw === undefined && !field.required) return undefined;
  const target = field.target;
  if (target && raw !== null) {
    const type = asItem(item[target.path[0]])?.[target.path[1]];
    if (type === undefined) return undefined;
    if (type !== target.object) return null;
  }
  const read = readValue(field, raw);
  if (read.is === 'value' && !(field.required && read.value === null)) return read.value;
  const wanted = read.is === 'wrong' ? read.wanted : 'a value';
  diagnostics.push({
    severity: field.required ? 'error' : 'warning',
    code: field.required ? 'salesforce_field_missing' : 'salesforce_wrong_type',
    field: field.name,
    message: `Salesforce sent something else than ${wanted} as ${definition.object}.${field.api}`,
  });
  return undefined;
}

function addEdges(field: ObjectField, shown: Json, references: Reference[], relations: RelationType[]): void {
  const { relation, references: stream } = field;
  if (relation === undefined || stream === undefined) return;
  if (!relations.includes(relation)) relations.push(relation);
  for (const externalId of Array.isArray(shown) ? shown : [shown])
    if (typeof externalId === 'string') references.push({ relation, stream, externalId });
}

/** Custom fields that the settings ask for, under their API names and as they come. */
function takeCustomFields(definition: ObjectDefinition, item: Item, fields: Record<string, Json>): void {
  for (const [name, value] of Object.entries(item)) {
    if (!name.endsWith('__c') || name === OWN_KEY || definition.fields.some(({ api }) => api === name)) continue;
    if (value !== undefined) fields[name] = value as Json;
  }
}

function time(value: unknown): string | null {
  return typeof value === 'string' ? instant(value) : null;
}

function noId(definition: ObjectDefinition): NormalizeResult {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'salesforce_no_id',
    field: 'Id',
    message: `Salesforce sent a record of ${definition.object} without a usable id`,
  };
  return { outcome: 'invalid', externalId: null, diagnostics: [diagnostic] };
}
