import { asItem, type Item, type NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, Json, Reference, RelationType } from '@syncline/core';
import { OWN_KEY } from '../refusal.ts';
import { zohoId } from '../zoho-id.ts';
import { instant } from './express-value.ts';
import type { ModuleField } from './field.ts';
import type { ModuleDefinition } from './module-definition.ts';
import { splitOwnKey } from './own-key-line.ts';
import { readValue } from './read-value.ts';

/** What each record shows besides fields that can be mapped. */
const SYSTEM = new Set(['id', 'Created_Time', 'Modified_Time', OWN_KEY]);

/** One record of a module into canonical form. Pure; never throws. */
export function normalizeRecord(definition: ModuleDefinition, value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = zohoId(item?.['id']);
  if (!item || externalId === null) return noId(definition);
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
  for (const { name, value: derive } of definition.derived ?? []) {
    const shown = derive(item);
    if (shown !== undefined) fields[name] = shown;
  }
  takeCustomFields(definition, item, fields);
  const ownKey = takeOwnKey(definition, item, fields);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { outcome: 'invalid', externalId, diagnostics };
  const version = timeOf(item['Modified_Time']);
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
      remoteUpdatedAt: version,
      url: null,
      ...(ownKey !== null && { ownKey }),
      ...(version !== null && { version }),
    },
    embedded: [],
    followUps: [],
    diagnostics,
  };
}

/** Undefined: not shown, or left out with a warning. */
function readField(
  definition: ModuleDefinition,
  field: ModuleField,
  item: Item,
  diagnostics: Diagnostic[],
): Json | undefined {
  const raw = item[field.api];
  if (raw === undefined && !field.required) return undefined;
  if (field.module !== undefined && raw !== null) {
    const module = moduleOf(item, raw);
    if (module === null) return undefined;
    if (module !== field.module) return null;
  }
  const read = readValue(field, raw);
  if (read.is === 'value' && !(field.required && read.value === null)) return read.value;
  const wanted = read.is === 'wrong' ? read.wanted : 'a value';
  diagnostics.push({
    severity: field.required ? 'error' : 'warning',
    code: field.required ? 'zoho_field_missing' : 'zoho_wrong_type',
    field: field.name,
    message: `Zoho sent something else than ${wanted} as ${definition.module}.${field.api}`,
  });
  return undefined;
}

/** The module of what a lookup that takes several points to: a note says it in the lookup, a call beside it. */
function moduleOf(item: Item, raw: unknown): string | null {
  const inside = asItem(asItem(raw)?.['module'])?.['api_name'];
  const module = inside ?? item['$se_module'];
  return typeof module === 'string' ? module : null;
}

function addEdges(field: ModuleField, shown: Json, references: Reference[], relations: RelationType[]): void {
  const { relation, references: stream } = field;
  if (relation === undefined || stream === undefined) return;
  if (!relations.includes(relation)) relations.push(relation);
  for (const externalId of Array.isArray(shown) ? shown : [shown])
    if (typeof externalId === 'string') references.push({ relation, stream, externalId });
}

/** Custom fields that the settings ask for, under their API names and as they come: a read shows no others. */
function takeCustomFields(definition: ModuleDefinition, item: Item, fields: Record<string, Json>): void {
  for (const [name, value] of Object.entries(item)) {
    if (SYSTEM.has(name) || name.startsWith('$') || value === undefined) continue;
    if (!definition.fields.some(({ api }) => api === name)) fields[name] = value as Json;
  }
}

function takeOwnKey(definition: ModuleDefinition, item: Item, fields: Record<string, Json>): string | null {
  if (definition.ownKey === 'text') {
    const body = fields['body'];
    if (typeof body !== 'string') return null;
    const { text, ownKey } = splitOwnKey(body);
    fields['body'] = text;
    return ownKey;
  }
  const key = item[OWN_KEY];
  return typeof key === 'string' && key !== '' ? key : null;
}

function timeOf(value: unknown): string | null {
  return typeof value === 'string' ? instant(value) : null;
}

function noId(definition: ModuleDefinition): NormalizeResult {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'zoho_no_id',
    field: 'id',
    message: `Zoho sent a record of ${definition.module} without a usable id`,
  };
  return { outcome: 'invalid', externalId: null, diagnostics: [diagnostic] };
}
