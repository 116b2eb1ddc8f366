import { canonicalJson, type Json } from '@syncline/core';
import type { ChangeRow, EntityChange } from './change-row.ts';

/** Values longer than this, in characters of JSON, are left out and named: they are read where they lie. */
const VALUE_LIMIT = 1_024;
/** With more than this in all, every value is left out. A NATS server takes a message of 1 MiB. */
const PAYLOAD_LIMIT = 256 * 1_024;

/** What is told of a change of an entity. */
export function entityPayload(row: ChangeRow, change: EntityChange): Record<string, Json> {
  const changed = short(change.fields);
  const previous = short(change.replaced);
  const isBulky = changed.size + previous.size > PAYLOAD_LIMIT;
  const omitted = isBulky
    ? [...Object.keys(change.fields), ...Object.keys(change.replaced)]
    : [...changed.omitted, ...previous.omitted];
  return {
    entity_id: row.entityId,
    kind: change.kind,
    version: row.entityVersion,
    fields: isBulky ? {} : changed.values,
    previous: isBulky ? {} : previous.values,
    omitted: [...new Set(omitted)].sort(),
    decision: change.decision,
    actor: change.actor,
    connection_id: row.connectionId,
    stream: change.stream,
    process_id: row.processId,
  };
}

interface ShortValues {
  readonly values: Readonly<Record<string, Json>>;
  readonly omitted: readonly string[];
  readonly size: number;
}

function short(fields: Readonly<Record<string, Json>>): ShortValues {
  const lengths = Object.entries(fields).map(([name, value]) => [name, canonicalJson(value).length] as const);
  const omitted = lengths.filter(([, length]) => length > VALUE_LIMIT).map(([name]) => name);
  const kept = Object.entries(fields).filter(([name]) => !omitted.includes(name));
  return {
    values: Object.fromEntries(kept),
    omitted,
    size: lengths.reduce((sum, [name, length]) => sum + name.length + Math.min(length, VALUE_LIMIT), 0),
  };
}
