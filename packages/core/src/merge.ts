import { canonicalJson, type Json } from './json.ts';

type Fields = Readonly<Record<string, Json>>;

export interface InboundMerge {
  /** The entity's fields as they stand. */
  readonly entity: Fields;
  /** What the remote last showed. */
  readonly seen: Fields;
  /** What both sides last agreed on. */
  readonly base: Fields;
  /** What the remote shows now; an absent field was not shown. */
  readonly incoming: Fields;
}

export interface InboundMergeResult {
  /** Entity fields that take the remote's value. */
  readonly patch: Record<string, Json>;
  /** What the patch replaces, field by field; null where there was nothing. */
  readonly replaced: Record<string, Json>;
  /** What the remote shows otherwise than it last did. */
  readonly shown: Record<string, Json>;
  /** All that the remote has shown by now (rule 3.5). */
  readonly seen: Record<string, Json>;
  /** Null when it equals `seen` in every field. */
  readonly base: Record<string, Json> | null;
  /** The policy decision, for the history. */
  readonly decision: 'only the remote changed' | 'both sides changed, the remote was taken' | 'both sides agree';
}

/**
 * Merges what one remote shows into the entity, field by field (SEMANTICS 3). A field equal to `seen`
 * did not change at the remote, however different it is from the entity (rule 3.2). Reading is the only
 * direction so far, so a field that the remote did change is taken; what it replaced is kept.
 */
export function mergeInbound({ entity, seen, base, incoming }: InboundMerge): InboundMergeResult {
  const patch: Record<string, Json> = {};
  const replaced: Record<string, Json> = {};
  const shown: Record<string, Json> = {};
  let oursChanged = false;
  for (const [field, value] of Object.entries(incoming)) {
    if (field in seen && sameValue(value, seen[field])) continue;
    shown[field] = value;
    const ours = entity[field];
    if (field in entity && sameValue(ours, value)) continue;
    if (field in entity && !sameValue(ours, base[field])) oursChanged = true;
    patch[field] = value;
    replaced[field] = ours ?? null;
  }
  const decision =
    Object.keys(patch).length === 0
      ? 'both sides agree'
      : oursChanged
        ? 'both sides changed, the remote was taken'
        : 'only the remote changed';
  const nextSeen = { ...seen, ...shown };
  const nextBase = base === seen ? nextSeen : { ...base, ...shown };
  const isSettled = nextBase === nextSeen || sameFields(nextSeen, nextBase);
  return { patch, replaced, shown, seen: nextSeen, base: isSettled ? null : nextBase, decision };
}

/** Equality of canonical values, whatever the order of their keys. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a === null || b === null) return false;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return canonicalJson(a) === canonicalJson(b);
}

function sameFields(a: Fields, b: Fields): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => sameValue(a[key], b[key]));
}
