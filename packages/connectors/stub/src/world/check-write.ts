import type { DatabaseSync } from 'node:sqlite';
import { isEmpty, isOfType, type Json, SynclineError } from '@syncline/core';
import type { StubDefinition, StubField } from '../definitions.ts';
import { expressValue } from '../express-value.ts';
import { rowById, type StubRow } from './rows.ts';

type Fields = Readonly<Record<string, Json>>;

/**
 * The values of a write as the stub keeps them. Throws `invalid`, with the field, for whatever the strictest of the CRMs
 * would refuse; nothing is kept of a write that is refused.
 */
export function checkWrite(
  database: DatabaseSync,
  definition: StubDefinition,
  fields: Fields,
  before: StubRow | null,
): Record<string, Json> {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(fields)) {
    const field = definition.fields.find((candidate) => candidate.name === name);
    if (!field) throw refused('stub_unknown_field', name, `${definition.title} have no field ${name}.`);
    if (field.writable === 'no') throw refused('stub_read_only', name, `The stub sets ${name} itself.`);
    if (field.writable === 'create' && before !== null && before.fields[name] !== value)
      throw refused('stub_set_once', name, `${name} is set once, when the record is made.`);
    const sent = expressValue(field, value);
    checkValue(database, field, sent);
    kept[name] = sent;
  }
  for (const { name, required } of definition.fields)
    if (required === true && isEmpty(name in kept ? kept[name] : before?.fields[name]))
      throw refused('stub_required', name, `${name} is required.`);
  checkVersion(definition, kept, before);
  return kept;
}

function checkValue(database: DatabaseSync, field: StubField, value: Json): void {
  if (isEmpty(value)) return;
  const { name, type, length, min, max, values, pattern, references } = field;
  if (!isOfType(type, value)) throw refused('stub_wrong_type', name, `${name} is no ${type}.`);
  if (typeof value === 'string') {
    if (length !== undefined && value.length > length)
      throw refused('stub_too_long', name, `${name} is longer than ${length} characters.`);
    if (values !== undefined && !values.includes(value))
      throw refused('stub_unknown_value', name, `${name} is none of ${values.join(', ')}.`);
    if (pattern !== undefined && !pattern.test(value))
      throw refused('stub_malformed', name, `${name} is not well formed.`);
  }
  if (typeof value === 'number' && ((min !== undefined && value < min) || (max !== undefined && value > max)))
    throw refused('stub_out_of_range', name, `${name} is out of range.`);
  if (references === undefined) return;
  for (const id of Array.isArray(value) ? value : [value]) {
    const target = typeof id === 'string' ? rowById(database, references, id) : null;
    if (target === null || target.isDeleted)
      throw refused('stub_missing_parent', name, `${name} names a record of ${references} that is not there.`);
  }
}

/** SEMANTICS 4: a quote that is newer here refuses the write for good. */
function checkVersion({ versionField, kind }: StubDefinition, kept: Fields, before: StubRow | null): void {
  const theirs = versionField === undefined ? undefined : before?.fields[versionField];
  if (versionField === undefined || typeof theirs !== 'number') return;
  const ours = kept[versionField];
  if (typeof ours === 'number' && ours >= theirs) return;
  const carried = JSON.stringify(ours ?? null);
  throw refused(
    'stale_outbound_write',
    versionField,
    `The stub holds version ${theirs} of this ${kind}; the write carries ${carried}.`,
  );
}

function refused(code: string, field: string, message: string): SynclineError {
  return new SynclineError({ class: 'invalid', code, field, message });
}
