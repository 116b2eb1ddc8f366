import type { Json } from '../json.ts';
import { sameValue } from '../merge.ts';
import { ownerOf } from './field-policy.ts';
import type { FieldRule } from './field-rule.ts';
import type { Fields, Shadow } from './shadow.ts';
import { arrivedMembers, withShownMembers } from './waiting-members.ts';

export interface PlannedPatch {
  /** By the remote's field: what is to be written so that the remote shows the entity's projection. */
  readonly patch: Record<string, Json>;
  /** Sensitive fields that differ and wait for an approval. */
  readonly awaiting: readonly { readonly rule: FieldRule; readonly value: Json }[];
}

/** Rule 5.2: projection minus seen, under directions and policies. Empty is done: this is how echoes die. */
export function planPatch(
  member: string,
  entity: Fields,
  shadow: Shadow,
  rules: readonly FieldRule[],
  isWritable: (remote: string) => boolean,
): PlannedPatch {
  const patch: Record<string, Json> = {};
  const awaiting: { rule: FieldRule; value: Json }[] = [];
  for (const rule of rules) {
    const { remote, policy } = rule;
    if (rule.direction === 'in' || rule.direction === 'none' || !isWritable(remote)) continue;
    const held = shadow.held[remote];
    if (held && held.members === undefined) {
      if (held.restore !== undefined && !isInStep(held.restore, shadow, remote)) patch[remote] = held.restore;
      continue;
    }
    // The owner of a field is asked, never told; but for what we made there ourselves, as long as nobody has said anything.
    const isOwner = ownerOf(policy) === member;
    if (isOwner && remote in shadow.seen && sameValue(shadow.base[remote], shadow.seen[remote])) continue;
    const projected = rule.project(entity[rule.field], shadow.seen[remote]);
    if (projected === undefined) continue;
    const value = withShownMembers(projected, arrivedMembers(rule, shadow), shadow.seen[remote]);
    if (isInStep(value, shadow, remote)) continue;
    if (policy.sensitive && !sameValue(shadow.approved[remote], value)) awaiting.push({ rule, value });
    else patch[remote] = value;
  }
  return { patch, awaiting };
}

/** The remote shows the value, or what it made of it. An explicit empty that it never showed is in step, too. */
export function isInStep(value: Json, shadow: Shadow, remote: string): boolean {
  const seen = shadow.seen[remote];
  if (sameValue(value, seen)) return true;
  if (seen === undefined && (value === null || (Array.isArray(value) && value.length === 0))) return true;
  return remote in shadow.sent && sameValue(shadow.sent[remote], value);
}
