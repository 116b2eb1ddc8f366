import type { Json } from '../json.ts';
import { sameValue } from '../merge.ts';
import type { ConflictClass } from './conflict.ts';
import { isEmpty } from './empty.ts';
import { ownerOf, rankOf } from './field-policy.ts';
import type { FieldRule } from './field-rule.ts';
import { isSetType } from './field-type.ts';
import { mergeSets } from './merge-set.ts';
import { mergeText } from './merge-text.ts';
import type { FieldOrigin } from './shadow.ts';

/** One field of which the remote shows something new, in the remote's terms. */
export interface Situation {
  readonly rule: FieldRule;
  readonly member: string;
  /** What the entity holds, in the hub's terms; undefined where it holds nothing. */
  readonly hubs: Json | undefined;
  /** Its projection; undefined where the hub holds nothing, or nothing that the remote can express. */
  readonly ours: Json | undefined;
  readonly theirs: Json;
  /** What was last agreed on; undefined where nothing was. */
  readonly base: Json | undefined;
  /** What else the remote's value may have been made from, the likelier first. */
  readonly otherBases: readonly Json[];
  readonly origin: FieldOrigin | undefined;
  readonly theirsAt: Date;
  readonly locked: boolean;
  /** The field waits for a decision between both sides, and the remote has gone back to what was agreed on. */
  readonly withdrawn: boolean;
  holders(): readonly string[];
}

export type Decision =
  /** `overridden`: the hub's value that loses. */
  | { readonly outcome: 'taken' | 'merged'; readonly value: Json; readonly overridden?: Json | undefined }
  | { readonly outcome: 'agreed' | 'ignored' }
  /** The remote's value loses; `pushed_back`: a writeback follows, `kept`: the remote can't be told, or need not. */
  | { readonly outcome: 'kept' | 'pushed_back'; readonly overridden?: Json | undefined }
  | { readonly outcome: 'conflict'; readonly class: ConflictClass };

/** Rule 3.3: direction, lock, immutability and owner come before any merging. Null: both sides may change the field. */
export function decideByOwnership(situation: Situation): Decision | null {
  const { rule, member, hubs, ours, theirs } = situation;
  if (rule.direction === 'none') return { outcome: 'ignored' };
  if (ours !== undefined && sameValue(ours, theirs)) return { outcome: 'agreed' };
  if (rule.direction === 'out') return pushBack(situation);
  if (situation.locked) return { outcome: 'conflict', class: 'locked_field_overwrite' };
  switch (rule.policy.mode) {
    case 'immutable_after_bind':
      if (rule.policy.owner !== null) return decideByOwner(situation);
      return isEmpty(hubs)
        ? { outcome: 'taken', value: theirs }
        : { outcome: 'conflict', class: 'immutable_field_change' };
    case 'remote_wins':
      return decideByOwner(situation);
    case 'local_wins':
      return hubs === undefined ? { outcome: 'taken', value: theirs } : pushBack(situation);
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

/** The owner is taken, and protected from everybody else. As long as it shows nothing, there is no value of its to protect. */
function decideByOwner(situation: Situation): Decision | null {
  const owner = ownerOf(situation.rule.policy);
  if (owner === situation.member) return take(situation);
  return owner !== null && situation.holders().includes(owner) ? pushBack(situation) : null;
}

/** A field that both sides may change: three ways (3.3, 3.4), and the policy where both did differently. */
export function decideBothChanged(situation: Situation): Decision {
  const { hubs, ours, theirs, base } = situation;
  if (hubs === undefined || (ours !== undefined && sameValue(ours, base))) return { outcome: 'taken', value: theirs };
  if (situation.withdrawn) return { outcome: 'kept' };
  const merged = base === undefined ? undefined : mergeBoth(situation, base, ours);
  if (merged !== undefined) return { outcome: 'merged', value: merged };
  const remoteWins = decideWinner(situation);
  if (remoteWins === null) return { outcome: 'conflict', class: 'concurrent_edit' };
  return remoteWins ? { outcome: 'taken', value: theirs, overridden: hubs } : pushBack(situation);
}

/** Null: a person decides. */
function decideWinner(situation: Situation): boolean | null {
  const { policy } = situation.rule;
  switch (policy.mode) {
    case 'merge_with_audit':
      return policy.tie === 'latest' ? isLatest(situation) : policy.tie === 'remote';
    case 'last_modified_wins':
    // Its owner has said nothing yet.
    case 'remote_wins':
      return isLatest(situation);
    case 'immutable_after_bind':
      return policy.owner === null ? null : isLatest(situation);
    case 'local_wins':
    case 'manual':
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

function mergeBoth({ rule, theirs, otherBases }: Situation, base: Json, ours: Json | undefined): Json | undefined {
  // Two changes of one field are a person's to decide, however well they would go together.
  if (rule.policy.mode === 'manual') return undefined;
  // One member of a set gave way to another: that goes with whatever happened to the others of the set.
  if (rule.oneOfSet) return theirs;
  if (ours === undefined) return undefined;
  if (isSetType(rule.type)) return mergeSets(base, ours, theirs);
  if (rule.type !== 'rich_text') return undefined;
  if (typeof ours !== 'string' || typeof theirs !== 'string') return undefined;
  for (const from of [base, ...otherBases]) {
    const merged = typeof from === 'string' ? mergeText(from, ours, theirs) : null;
    if (merged !== null) return merged;
  }
  return undefined;
}

function take({ hubs, ours, base, theirs }: Situation): Decision {
  const wasAgreed = ours !== undefined && sameValue(ours, base);
  return { outcome: 'taken', value: theirs, overridden: wasAgreed ? undefined : hubs };
}

function pushBack({ rule, hubs, ours, theirs }: Situation): Decision {
  if (hubs === undefined) return { outcome: 'kept' };
  return { outcome: ours === undefined || rule.direction === 'in' ? 'kept' : 'pushed_back', overridden: theirs };
}
