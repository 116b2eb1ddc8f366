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

/** What happened, for people. */
export function conflictMessage(conflictClass: ConflictClass, field: string): string {
  switch (conflictClass) {
    case 'concurrent_edit':
      return `Both sides changed ${field}, and its policy leaves the decision to a person.`;
    case 'stale_outbound_write':
      return `The remote holds a newer version than the one that ${field} was written from.`;
    case 'locked_field_overwrite':
      return `${field} is locked, and the remote has another value all the same.`;
    case 'immutable_field_change':
      return `${field} is set once and does not change, but the remote has another value.`;
    case 'schema_mapping_mismatch':
      return `The remote's value of ${field} has no counterpart in the field map.`;
    case 'deleted_remote_edited_local':
      return 'The remote record was deleted while the hub holds edits that it never got.';
    case 'deleted_local_edited_remote':
      return 'The record was deleted in the hub, and its remote was edited after that.';
    case 'invalid_transition':
      return `The remote can not take ${field} from its present value to the new one.`;
    case 'contested_field':
      return `Two sides keep reversing ${field}; it is held until someone decides.`;
    default:
      return conflictClass satisfies never;
  }
}
