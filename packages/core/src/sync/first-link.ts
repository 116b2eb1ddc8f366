import type { Json } from '../json.ts';
import { sameValue } from '../merge.ts';
import { conflictMessage, type FieldConflict } from './conflict.ts';
import { isEmpty } from './empty.ts';
import { isLocked, ownerOf, rankOf } from './field-policy.ts';
import type { FieldRule } from './field-rule.ts';
import type { FieldDecision, Unmappable } from './merge-remote.ts';
import type { FieldOrigin, Fields, HeldField, Shadow } from './shadow.ts';
import { emptyShadow } from './shadow.ts';
import { holdUnknown } from './waiting-members.ts';

/** What happens to fields that differ when a record is linked to an entity that it has no base with (rule 3.7). */
export type OnLink =
  /** `hub`: the record is one that we made; what it shows beyond our values is nobody's word. */
  | { readonly mode: 'authority'; readonly member: string }
  | { readonly mode: 'fill_empty' }
  | { readonly mode: 'propose' };

export interface FirstLink {
  readonly member: string;
  readonly entity: Fields;
  readonly incoming: Fields;
  /** When the remote's field was changed; a clock that is ahead counts as now. */
  timeOf(remote: string): Date;
  readonly rules: readonly FieldRule[];
  readonly onLink: OnLink;
  /** Rule 3.12: a backfill fires no automation, so differences are accepted and nothing is written back. */
  readonly acceptDifferences: boolean;
  /** Members whose remote shows a value for the entity's field; absent: `source_priority` does not rank this record. */
  holders?(field: string): readonly string[];
  readonly now: Date;
}

export interface FirstLinkResult {
  readonly patch: Record<string, Json>;
  readonly origins: Record<string, Omit<FieldOrigin, 'version'>>;
  readonly shadow: Shadow;
  readonly decisions: readonly FieldDecision[];
  readonly conflicts: readonly FieldConflict[];
  readonly unmappable: readonly Unmappable[];
}

/**
 * Fields of a newly linked record. Locks, immutability and owners come first (rule 3.3). An authority's value is taken,
 * or pushed when the authority is another side; with `fill_empty` the side that has nothing takes the other's, and
 * where both have something the difference is accepted until one of them changes. A field that the remote shows is
 * always `seen`.
 */
export function firstLink(link: FirstLink): FirstLinkResult {
  const patch: Record<string, Json> = {};
  const origins: Record<string, Omit<FieldOrigin, 'version'>> = {};
  const base: Record<string, Json> = {};
  const sent: Record<string, Json> = {};
  const held: Record<string, HeldField> = {};
  const decisions: FieldDecision[] = [];
  const conflicts: FieldConflict[] = [];
  const unmappable: Unmappable[] = [];
  for (const rule of link.rules) {
    const theirs = link.incoming[rule.remote];
    if (theirs === undefined || rule.direction === 'none') continue;
    base[rule.remote] = theirs;
    linkField(rule, theirs, rule.project(link.entity[rule.field], theirs));
    const waiting = holdUnknown(rule, theirs);
    if (waiting && !(rule.remote in held)) held[rule.remote] = waiting;
  }
  return {
    patch,
    origins,
    shadow: { ...emptyShadow, seen: link.incoming, base, sent, held },
    decisions,
    conflicts,
    unmappable,
  };

  function linkField(rule: FieldRule, theirs: Json, ours: Json | undefined): void {
    if (ours !== undefined && sameValue(ours, theirs)) return decide(rule, 'agreed');
    const protection = protectionOf(link, rule);
    if (rule.direction !== 'out' && protection === null && takesTheirs(link, rule)) return take(rule, theirs);
    if (rule.direction !== 'out' && protection !== null && !isEmpty(theirs) && !link.acceptDifferences)
      return conflict(rule, theirs, ours, protection);
    if (ours === undefined) return;
    const pushes = !link.acceptDifferences && (link.onLink.mode === 'authority' || isEmpty(theirs));
    if (!pushes) {
      // Accepted: as if the remote showed what we have, until one of both changes.
      sent[rule.remote] = ours;
      base[rule.remote] = ours;
    }
    decide(rule, 'kept', theirs);
  }

  function take(rule: FieldRule, theirs: Json): void {
    const { field, remote } = rule;
    const current = link.entity[field];
    const adopted = rule.adopt(theirs, current);
    if (!adopted.ok) {
      held[remote] = { reason: adopted.code, key: '' };
      unmappable.push({ rule, value: theirs, code: adopted.code, message: adopted.message });
      return;
    }
    patch[field] = adopted.value;
    const at = new Date(Math.min(link.timeOf(remote).getTime(), link.now.getTime()));
    origins[field] = { at: at.toISOString(), by: link.member };
    decide(rule, 'taken', isEmpty(current) ? undefined : current);
  }

  function conflict(rule: FieldRule, theirs: Json, ours: Json | undefined, conflictClass: Protection): void {
    held[rule.remote] = { reason: conflictClass, key: '' };
    decide(rule, 'conflict');
    conflicts.push({
      class: conflictClass,
      field: rule.field,
      remote: rule.remote,
      base: null,
      local: ours ?? link.entity[rule.field] ?? null,
      incoming: theirs,
      policyMode: rule.policy.mode,
      message: conflictMessage(conflictClass, rule.field),
    });
  }

  function decide(rule: FieldRule, outcome: FieldDecision['outcome'], overridden?: Json): void {
    decisions.push({
      field: rule.field,
      outcome,
      policy: rule.policy.mode,
      ...(overridden === undefined ? {} : { overridden }),
    });
  }
}

type Protection = 'locked_field_overwrite' | 'immutable_field_change';

/** Why the entity's value is not to be replaced, whoever has the authority; an empty one needs no protection. */
function protectionOf({ entity, now, onLink }: FirstLink, { field, policy }: FieldRule): Protection | null {
  if (isEmpty(entity[field]) || (onLink.mode === 'authority' && onLink.member === 'hub')) return null;
  if (isLocked(policy, entity, now)) return 'locked_field_overwrite';
  return policy.mode === 'immutable_after_bind' && policy.owner === null ? 'immutable_field_change' : null;
}

function takesTheirs(link: FirstLink, rule: FieldRule): boolean {
  const { policy, field } = rule;
  if (isEmpty(link.entity[field])) return true;
  const owner = ownerOf(policy);
  if (owner !== null) return owner === link.member;
  if (policy.mode === 'local_wins') return false;
  if (policy.mode === 'source_priority' && link.holders) {
    const own = rankOf(policy, link.member);
    const best = Math.min(policy.streams.length, ...link.holders(field).map((holder) => rankOf(policy, holder)));
    if (own !== best) return own < best;
  }
  return link.onLink.mode === 'authority' && link.onLink.member === link.member;
}
