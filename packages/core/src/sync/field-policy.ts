import type { Json } from '../json.ts';
import { sameValue } from '../merge.ts';

/** Who decides a field that both sides changed (SEMANTICS 4). */
export type PolicyMode =
  | 'remote_wins'
  | 'local_wins'
  | 'source_priority'
  | 'last_modified_wins'
  | 'merge_with_audit'
  | 'immutable_after_bind'
  | 'manual';

export interface FieldPolicy {
  readonly mode: PolicyMode;
  /** Members (`connection/stream`) in order: the owner of `remote_wins`, the ranking of `source_priority`, ties of the others. */
  readonly streams: readonly string[];
  /**
   * For `immutable_after_bind`: the member whose word alone changes the field once the entity has a record there; until
   * then it is anybody's. Null: it is set once, by whoever comes first.
   */
  readonly owner: string | null;
  /** How `merge_with_audit` decides; the loser's value is kept in the audit record. */
  readonly tie: 'remote' | 'local' | 'latest';
  readonly lock: FieldLock | null;
  /** A write of this field to a remote waits for an approval. */
  readonly sensitive: boolean;
}

export interface FieldLock {
  /** ISO 8601; absent: as long as `while` holds. */
  readonly until?: string;
  /** Locked while the entity's field holds this value. */
  readonly while?: { readonly field: string; readonly equals: Json };
}

/** `last_modified_wins`, as long as nothing else is said. */
export const defaultPolicy: FieldPolicy = {
  mode: 'last_modified_wins',
  streams: [],
  owner: null,
  tie: 'latest',
  lock: null,
  sensitive: false,
};

/** A lock holds until its time has come and while its condition is met; one of both is enough to end it. */
export function isLocked(policy: FieldPolicy, entity: Readonly<Record<string, Json>>, now: Date): boolean {
  const { lock } = policy;
  if (lock === null) return false;
  if (lock.until !== undefined && now.getTime() >= Date.parse(lock.until)) return false;
  if (lock.while !== undefined && !sameValue(entity[lock.while.field], lock.while.equals)) return false;
  return true;
}

/** Position in the policy's order; what is not named comes last. */
export function rankOf(policy: FieldPolicy, source: string): number {
  const index = policy.streams.indexOf(source);
  return index < 0 ? policy.streams.length : index;
}

/** The member that a field belongs to; null: to no remote. */
export function ownerOf(policy: FieldPolicy): string | null {
  if (policy.mode === 'remote_wins') return policy.streams[0] ?? null;
  return policy.mode === 'immutable_after_bind' ? policy.owner : null;
}
