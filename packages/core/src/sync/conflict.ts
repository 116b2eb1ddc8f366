import type { Json } from '../json.ts';

/** SEMANTICS 4. */
export type ConflictClass =
  | 'concurrent_edit'
  | 'stale_outbound_write'
  | 'locked_field_overwrite'
  | 'immutable_field_change'
  | 'schema_mapping_mismatch'
  | 'deleted_remote_edited_local'
  | 'deleted_local_edited_remote'
  | 'invalid_transition'
  | 'contested_field';

export interface FieldConflict {
  readonly class: ConflictClass;
  readonly field: string;
  readonly remote: string;
  /** In the remote's terms. */
  readonly base: Json | null;
  /** The hub's value, in the remote's terms where it can be expressed in them. */
  readonly local: Json | null;
  readonly incoming: Json | null;
  readonly policyMode: string;
  /** For people: what happened and what can be done. */
  readonly message: string;
}

/** The same conflict is one row however often it is met: entity, place, field and the versions of both sides name it. */
export function conflictKey(parts: {
  readonly entityId: string;
  readonly member: string;
  readonly field: string;
  readonly class: ConflictClass;
  readonly localVersion: number;
  readonly remoteVersion: string;
}): string {
  return [
    'conflict',
    parts.entityId,
    parts.member,
    parts.field,
    parts.class,
    parts.localVersion,
    parts.remoteVersion,
  ].join(' ');
}
