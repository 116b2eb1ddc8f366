import type { Json } from '../json.ts';
import type { FieldRule } from './field-rule.ts';
import type { HeldField, Shadow } from './shadow.ts';

/**
 * Members of the remote's set that the hub did not know when they were shown, and knows now (rule 3.9). Nobody has agreed
 * on them, or taken them out: until they are merged they are neither in the entity nor missing from it.
 */
export function arrivedMembers(rule: FieldRule, shadow: Shadow): readonly string[] {
  const waiting = shadow.held[rule.remote]?.members;
  if (waiting === undefined) return [];
  const unknown = new Set(rule.unknownMembers(waiting));
  return waiting.filter((member) => !unknown.has(member));
}

/** What to hold of a set that is in step but for the members that the hub does not know; null: nothing. */
export function holdUnknown(rule: FieldRule, shown: Json): HeldField | null {
  const members = rule.direction === 'out' ? [] : rule.unknownMembers(shown);
  return members.length === 0 ? null : { reason: 'unmapped_reference', key: '', members };
}

/** The set without some of its members. */
export function withoutMembers(value: Json, members: readonly string[]): Json {
  if (members.length === 0 || !Array.isArray(value)) return value;
  return value.filter((member) => !members.includes(String(member)));
}

/** The set with those of the members that the remote shows. */
export function withShownMembers(value: Json, members: readonly string[], seen: Json | undefined): Json {
  if (members.length === 0 || !Array.isArray(value) || !Array.isArray(seen)) return value;
  const shown = members.filter((member) => seen.includes(member));
  return [...new Set([...value.map(String), ...shown])].sort();
}
