import { asItem, type Item, type NormalizeResult, utcTime } from '@syncline/connector-sdk';
import type { Diagnostic, Json, Reference, RelationType } from '@syncline/core';
import { associatedIds, firstOf } from './associated-ids.ts';
import { field, type ObjectField } from './field.ts';
import { type ObjectDefinition, OWN_KEY } from './object-definition.ts';
import { readValue } from './values.ts';

/** Properties that come along without being asked for, and that say nothing of their own. */
const ALWAYS_SHOWN = new Set([
  'hs_object_id',
  'createdate',
  'hs_createdate',
  'lastmodifieddate',
  'hs_lastmodifieddate',
]);

/** One record into canonical form: `{ id, properties, associations, archived }`. Pure; never throws. */
export function normalizeRecord(definition: ObjectDefinition, value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  const properties = asItem(item?.['properties']);
  if (!item || externalId === null || !properties) return notARecord(definition, externalId);
  if (item['archived'] === true) return { outcome: 'ignored', reason: 'it is in the recycle bin' };
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  const references: Reference[] = [];
  const relations: RelationType[] = [];
  for (const each of definition.fields) {
    const shown = readField(definition, each, item, properties, diagnostics);
    if (shown === undefined) continue;
    fields[each.name] = shown;
    addEdges(each, shown, references, relations);
  }
  takeCustomFields(definition, item, properties, fields, diagnostics);
  const ownKey = properties[OWN_KEY];
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
      remoteUpdatedAt: utcTime(properties[definition.modified]),
      url: null,
      ...(typeof ownKey === 'string' && ownKey !== '' && { ownKey }),
    },
    embedded: [],
    followUps: [],
    diagnostics,
  };
}

export function idOf(item: Item | null): string | null {
  const id = item?.['id'];
  return typeof id === 'string' && /^\d{1,20}$/.test(id) ? id : null;
}

/** Undefined: not shown, or left out with a warning. */
function readField(
  definition: ObjectDefinition,
  field: ObjectField,
  item: Item,
  properties: Item,
  diagnostics: Diagnostic[],
): Json | undefined {
  if (field.constant !== undefined) return field.constant;
  if (field.association) return readAssociation(definition, field, item, diagnostics);
  const raw = properties[field.property ?? ''];
  if (raw === undefined) return undefined;
  const read = readValue(field, raw);
  if (read.is === 'value') return read.value;
  diagnostics.push(wrongType(field.name, `${read.wanted} as ${field.property} of ${definition.object}`));
  return undefined;
}

function readAssociation(
  definition: ObjectDefinition,
  field: ObjectField,
  item: Item,
  diagnostics: Diagnostic[],
): Json | undefined {
  const { association } = field;
  if (!association) return undefined;
  const raw = asItem(item['associations'])?.[association.to];
  if (raw === undefined) return undefined;
  const ids = associatedIds(raw);
  if (ids === null) {
    diagnostics.push(wrongType(field.name, `associations of ${definition.object} with ${association.to}`));
    return undefined;
  }
  if (field.type === 'reference_set') return ids.map(({ id }) => id).sort();
  return firstOf(ids, association)?.id ?? null;
}

function addEdges(field: ObjectField, shown: Json, references: Reference[], relations: RelationType[]): void {
  const { relation, references: stream } = field;
  if (relation === undefined || stream === undefined) return;
  if (!relations.includes(relation)) relations.push(relation);
  for (const externalId of Array.isArray(shown) ? shown : [shown])
    if (typeof externalId === 'string') references.push({ relation, stream, externalId });
}

/** Custom properties that the settings ask for, under their own names, as what the account's schema says that they are. */
function takeCustomFields(
  definition: ObjectDefinition,
  item: Item,
  properties: Item,
  fields: Record<string, Json>,
  diagnostics: Diagnostic[],
): void {
  const types = asItem(item['types']);
  for (const [name, raw] of Object.entries(properties)) {
    if (ALWAYS_SHOWN.has(name) || name === OWN_KEY || Object.hasOwn(fields, name)) continue;
    if (definition.fields.some(({ property }) => property === name)) continue;
    const type = CUSTOM_TYPES.find((each) => each === types?.[name]) ?? 'text';
    const read = readValue(field(name, name, type), raw);
    if (read.is === 'value') fields[name] = read.value;
    else diagnostics.push(wrongType(name, `${read.wanted} as ${name} of ${definition.object}`));
  }
}

const CUSTOM_TYPES = ['text', 'number', 'boolean', 'date', 'instant', 'choice', 'text_set'] as const;

function wrongType(name: string, wanted: string): Diagnostic {
  const message = `HubSpot sent something else than ${wanted}`;
  return { severity: 'warning', code: 'hubspot_wrong_type', field: name, message };
}

function notARecord(definition: ObjectDefinition, externalId: string | null): NormalizeResult {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'hubspot_no_record',
    field: 'id',
    message: `HubSpot sent a record of ${definition.object} without a usable id or without properties`,
  };
  return { outcome: 'invalid', externalId, diagnostics: [diagnostic] };
}
