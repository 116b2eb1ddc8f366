import { asItem, type NormalizeResult } from '@syncline/connector-sdk';
import { type Diagnostic, isOfType, type Json, type Reference, type RelationType } from '@syncline/core';
import type { StubDefinition } from './definitions.ts';

/** One record into canonical form. Pure; never throws. */
export function normalizeItem(definition: StubDefinition, value: unknown): NormalizeResult {
  const item = asItem(value);
  const shown = asItem(item?.['fields']);
  const externalId = item?.['id'];
  if (!item || !shown || typeof externalId !== 'string' || externalId === '')
    return invalid(null, { severity: 'error', code: 'stub_no_id', message: 'The stub showed a record without an id.' });
  const fields: Record<string, Json> = {};
  const references: Reference[] = [];
  const relations: RelationType[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, type, relation, references: stream, required } of definition.fields) {
    const held = shown[name] as Json | undefined;
    if (held === undefined || (held !== null && !isOfType(type, held)) || (held === null && required === true)) {
      const message = `The stub showed something else than ${type} as ${name}.`;
      if (held !== undefined || required === true)
        diagnostics.push({ severity: required ? 'error' : 'warning', code: 'stub_wrong_type', field: name, message });
      continue;
    }
    fields[name] = held;
    if (relation === undefined || stream === undefined) continue;
    if (!relations.includes(relation)) relations.push(relation);
    for (const id of Array.isArray(held) ? held : [held])
      if (typeof id === 'string') references.push({ relation, stream, externalId: id });
  }
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error) return { outcome: 'invalid', externalId, diagnostics };
  const { key, version, changed_at: changedAt } = item;
  return {
    outcome: 'record',
    record: {
      kind: definition.kind,
      stream: definition.stream,
      externalId,
      locator: null,
      fields,
      references,
      relations,
      remoteUpdatedAt: typeof changedAt === 'string' && !Number.isNaN(Date.parse(changedAt)) ? changedAt : null,
      url: null,
      ...(typeof key === 'string' && key !== '' && { ownKey: key }),
      ...(typeof version === 'string' && { version }),
    },
    embedded: [],
    followUps: [],
    diagnostics,
  };
}

function invalid(externalId: string | null, diagnostic: Diagnostic): NormalizeResult {
  return { outcome: 'invalid', externalId, diagnostics: [diagnostic] };
}
