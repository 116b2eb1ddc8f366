import type { Json } from '../json.ts';
import type { FieldPolicy } from './field-policy.ts';
import type { FieldType } from './field-type.ts';

/** How one field of an entity and one field of a remote stand to each other: a line of a field map, compiled. */
export interface FieldRule {
  /** The entity's field. */
  readonly field: string;
  /** The remote's. */
  readonly remote: string;
  readonly type: FieldType;
  readonly direction: 'both' | 'in' | 'out' | 'none';
  readonly policy: FieldPolicy;
  /** The hub holds a set, of which the remote shows one member: what is adopted takes the place of the one that was shown. */
  readonly oneOfSet?: boolean;
  /**
   * The entity's value as the remote would show it (the projection); undefined when it can't express it, or when the
   * entity holds none: then there is nothing to compare and nothing to write. Members of a set that only the remote knows
   * (`seen`) stay in it.
   */
  project(value: Json | undefined, seen: Json | undefined): Json | undefined;
  /**
   * The entity's value for what the remote shows, keeping what the remote can't express of `current`. `before`: what the
   * remote showed when both sides last agreed.
   */
  adopt(remote: Json, current: Json | undefined, before?: Json): Adopted;
  /** Members of a remote set of references that name nobody the hub knows. */
  unknownMembers(remote: Json): readonly string[];
}

export type Adopted =
  | { readonly ok: true; readonly value: Json }
  /** The value means nothing to the hub: an unknown choice, a reference to nobody. The domain stays as it is. */
  | { readonly ok: false; readonly code: Meaningless; readonly message: string };

/** Why a value means nothing to the hub; both end by themselves, when a counterpart is known. */
export type Meaningless = (typeof MEANINGLESS)[number];

const MEANINGLESS = ['unknown_value', 'unmapped_reference'] as const;

export function isMeaningless(reason: string | undefined): reason is Meaningless {
  return MEANINGLESS.some((known) => known === reason);
}
