import type { NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, Json, Reference, RelationType } from '@syncline/core';
import { type Catalogue, catalogueOn } from '../catalogue/catalogue.ts';
import { asItem, type Item, idOf, missing, textOf, wrongType } from '../item.ts';
import { instantIn } from './codec.ts';
import { customValue } from './custom-value.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { Wrong } from './object-field.ts';

/** One record into canonical form. Pure; never throws. */
export function normalizeRecord(definition: ObjectDefinition, value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item?.['id']);
  if (!item || externalId === null)
    return { outcome: 'invalid', externalId: null, diagnostics: [missing('id', `id of ${definition.word}`)] };
  const reason = isDeleted(definition, item) ? 'it is deleted' : definition.ignored?.(item);
  if (reason) return { outcome: 'ignored', reason };
  const catalogue = catalogueOn(item);
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  const references: Reference[] = [];
  const relations: RelationType[] = [];
  for (const field of definition.fields) {
    const shown = field.read(item, catalogue);
    if (shown instanceof Wrong) diagnostics.push(wrongType(field.name, shown.wanted));
    else if (shown !== undefined && !(field.required && shown === null)) fields[field.name] = shown;
    if (field.required && fields[field.name] === undefined) diagnostics.push(missing(field.name, 'value'));
    if (fields[field.name] === undefined || !field.relation || !field.references) continue;
    if (!relations.includes(field.relation)) relations.push(field.relation);
    references.push(...edgesOf(field.relation, field.references, fields[field.name]));
  }
  takeCustomFields(item, catalogue.custom, fields);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { outcome: 'invalid', externalId, diagnostics };
  const ownKey = definition.ownKey?.(item);
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
      remoteUpdatedAt: instantIn(textOf(item['update_time']) ?? textOf(item['modified']) ?? ''),
      url: null,
      ...(ownKey !== undefined && { ownKey }),
    },
    embedded: [],
    followUps: [],
    diagnostics,
  };
}

/** Deleted records are shown for thirty days. */
export function isDeleted(definition: ObjectDefinition, item: Item): boolean {
  return definition.isDeleted ? definition.isDeleted(item) : item['is_deleted'] === true;
}

function edgesOf(relation: RelationType, stream: string, shown: Json | undefined): Reference[] {
  const ids = Array.isArray(shown) ? shown : [shown];
  return ids.flatMap((externalId) => (typeof externalId === 'string' ? [{ relation, stream, externalId }] : []));
}

/** Custom fields that the settings ask for, under their keys. */
function takeCustomFields(item: Item, types: Catalogue['custom'], fields: Record<string, Json>): void {
  const custom = asItem(item['custom_fields']);
  if (custom === null) return;
  for (const [key, type] of Object.entries(types)) fields[key] = customValue(type, custom[key]);
}
