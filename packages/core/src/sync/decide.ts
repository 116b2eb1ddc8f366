import type { Json } from '../json.ts';
import { sameValue } from '../merge.ts';
import type { ConflictClass } from './conflict.ts';
import { isEmpty } from './empty.ts';
import { rankOf } from './field-policy.ts';
import type { FieldRule } from './field-rule.ts';
import { isSetType } from './field-type.ts';
import { mergeSets } from './merge-set.ts';
import { mergeText } from './merge-text.ts';
import type { FieldOrigin } from './shadow.ts';

/** One field of which the remote shows something new, in the remote's terms. */
export interface Situation {
  readonly rule: FieldRule;
  readonly member: string;
  /** The entity's projection; undefined where the hub holds no value. */
  readonly ours: Json | undefined;
  readonly theirs: Json;
  /** What was last agreed on; undefined where nothing was. */
  readonly base: Json | undefined;
  readonly origin: FieldOrigin | undefined;
  readonly theirsAt: Date;
  readonly locked: boolean;
  holders(): readonly string[];
}

export type Decision =
  | { readonly outcome: 'taken' | 'merged'; readonly value: Json; readonly overridden?: Json | undefined }
  | { readonly outcome: 'agreed' | 'kept' | 'ignored' }
  /** The remote's value loses; a writeback follows. */
  | { readonly outcome: 'pushed_back'; readonly overridden: Json }
  | { readonly outcome: 'conflict'; readonly class: ConflictClass };

/** Rule 3.3: direction, lock, immutability and owner come before any merging. Null: both sides may change the field. */
export function decideByOwnership(situation: Situation): Decision | null {
  const { rule, member, ours, theirs } = situation;
  if (rule.direction === 'none') return { outcome: 'ignored' };
  if (ours !== undefined && sameValue(ours, theirs)) return { outcome: 'agreed' };
  if (situation.locked) return { outcome: 'conflict', class: 'locked_field_overwrite' };
  if (rule.direction === 'out') return { outcome: 'pushed_back', overridden: theirs };
  switch (rule.policy.mode) {
    case 'immutable_after_bind':
      return isEmpty(ours)
        ? { outcome: 'taken', value: theirs }
        : { outcome: 'conflict', class: 'immutable_field_change' };
    case 'remote_wins':
      return rule.policy.streams[0] === member ? take(situation) : pushBack(situation);
    case 'local_wins':
      return ours === undefined ? { outcome: 'taken', value: theirs } : pushBack(situation);
    case 'source_priority': {
      const own = rankOf(rule.policy, member);
      const outranked = situation.holders().some((holder) => rankOf(rule.policy, holder) < own);
      return outranked ? pushBack(situation) : take(situation);
    }
    case 'last_modified_wins':
    case 'merge_with_audit':
    case 'manual':
      return null;
    default:
      return rule.policy.mode satisfies never;
  }
}

/** A field that both sides may change: three ways (3.3, 3.4), and the policy where both did differently. */
export function decideBothChanged(situation: Situation): Decision {
  const { rule, ours, theirs, base } = situation;
  if (ours === undefined) return { outcome: 'taken', value: theirs };
  if (base !== undefined && sameValue(ours, base)) return { outcome: 'taken', value: theirs };
  const merged = base === undefined ? undefined : mergeBoth(rule, base, ours, theirs);
  if (merged !== undefined) return { outcome: 'merged', value: merged };
  const remoteWins = decideWinner(situation);
  if (remoteWins === null) return { outcome: 'conflict', class: 'concurrent_edit' };
  return remoteWins
    ? { outcome: 'taken', value: theirs, overridden: ours }
    : { outcome: 'pushed_back', overridden: theirs };
}

/** Null: a person decides. */
function decideWinner(situation: Situation): boolean | null {
  const { policy } = situation.rule;
  switch (policy.mode) {
    case 'merge_with_audit':
      return policy.tie === 'latest' ? isLatest(situation) : policy.tie === 'remote';
    case 'last_modified_wins':
      return isLatest(situation);
    case 'immutable_after_bind':
    case 'local_wins':
    case 'manual':
    case 'remote_wins':
    case 'source_priority':
      return null;
    default:
      return policy.mode satisfies never;
  }
}

/** Whether the remote's edit is the later one; ties go by the order of streams, and to the remote without one. */
function isLatest({ rule, member, origin, theirsAt }: Situation): boolean {
  if (origin === undefined) return true;
  const standing = Date.parse(origin.at);
  if (theirsAt.getTime() !== standing) return theirsAt.getTime() > standing;
  return rankOf(rule.policy, member) <= rankOf(rule.policy, origin.by);
}

function mergeBoth(rule: FieldRule, base: Json, ours: Json, theirs: Json): Json | undefined {
  if (isSetType(rule.type)) return mergeSets(base, ours, theirs);
  if (rule.type !== 'rich_text' || rule.policy.mode === 'manual') return undefined;
  if (typeof base !== 'string' || typeof ours !== 'string' || typeof theirs !== 'string') return undefined;
  return mergeText(base, ours, theirs) ?? undefined;
}

function take({ ours, base, theirs }: Situation): Decision {
  const lost = ours !== undefined && base !== undefined && !sameValue(ours, base);
  return { outcome: 'taken', value: theirs, overridden: lost ? ours : undefined };
}

function pushBack({ ours, theirs }: Situation): Decision {
  // Where the hub can't say its value in the remote's terms, there is nothing to push.
  return ours === undefined ? { outcome: 'kept' } : { outcome: 'pushed_back', overridden: theirs };
}
