import type { Json } from '../json.ts';
import { sameValue } from '../merge.ts';
import { basesOf } from './bases.ts';
import { conflictMessage, type FieldConflict } from './conflict.ts';
import { type Decision, decideBothChanged, decideByOwnership } from './decide.ts';
import { type FieldPolicy, isLocked } from './field-policy.ts';
import { type FieldRule, isMeaningless } from './field-rule.ts';
import { countReversal, isContested } from './reversals.ts';
import type { FieldOrigin, Fields, HeldField, Reversals, Shadow } from './shadow.ts';
import { arrivedMembers, holdUnknown, withoutMembers } from './waiting-members.ts';

/** A write of ours that may have reached the remote: open, or in doubt. */
export interface OpenAttempt {
  /** What was sent and was not seen to have landed yet, by the remote's field. */
  readonly patch: Fields;
}

export interface RemoteMerge {
  /** Who shows it: `connection/stream`. */
  readonly member: string;
  readonly entity: Fields;
  readonly origins: Readonly<Record<string, FieldOrigin>>;
  readonly shadow: Shadow;
  /** What the remote shows now; an absent field was not shown. */
  readonly incoming: Fields;
  /** When the remote's field was changed; a clock that is ahead counts as now. */
  timeOf(remote: string): Date;
  /** Newest first. */
  readonly attempts: readonly OpenAttempt[];
  readonly rules: readonly FieldRule[];
  /** Members other than this one whose remote shows a value for the entity's field (`source_priority`). */
  holders(field: string): readonly string[];
  /** What the remote shows after it was sent this value; the value itself where nothing is known (3.6). */
  express(remote: string, value: Json): Json;
  readonly now: Date;
}

export interface RemoteMergeResult {
  /** New values of entity fields. */
  readonly patch: Record<string, Json>;
  readonly origins: Record<string, Omit<FieldOrigin, 'version'>>;
  readonly shadow: Shadow;
  readonly decisions: readonly FieldDecision[];
  readonly conflicts: readonly FieldConflict[];
  /** Remote fields that were held and no longer are. */
  readonly released: readonly string[];
  readonly unmappable: readonly Unmappable[];
  /** What this read shows to have landed: it is expected no longer, and what comes back to its value is an edit. */
  readonly landed: readonly LandedField[];
}

export interface LandedField {
  readonly attempt: OpenAttempt;
  readonly remote: string;
}

/** Why a field has the value it has (rule 3.13). */
export interface FieldDecision {
  readonly field: string;
  readonly outcome: 'settled' | 'taken' | 'merged' | 'agreed' | 'kept' | 'pushed_back' | 'conflict';
  readonly policy: FieldPolicy['mode'];
  /** The value that lost, in the terms of the side that lost it: the hub's or the remote's; absent where nothing was lost. */
  readonly overridden?: Json;
}

export interface Unmappable {
  readonly rule: FieldRule;
  readonly value: Json;
  readonly code: string;
  readonly message: string;
}

/** Why a field is held that shows what a mistake of ours had written there, until that is gone. */
export const MISTAKEN = 'mistaken';

/** Merges what one remote shows into the entity, field by field: SEMANTICS 3.1 to 3.6, 4 and 5.8. Pure. */
export function mergeRemote(merge: RemoteMerge): RemoteMergeResult {
  const { shadow, incoming } = merge;
  const seen: Record<string, Json> = { ...shadow.seen, ...incoming };
  const base: Record<string, Json> = { ...shadow.base };
  const sent: Record<string, Json> = { ...shadow.sent };
  const held: Record<string, HeldField> = { ...shadow.held };
  const reversals: Record<string, Reversals> = { ...shadow.reversals };
  const approved: Record<string, Json> = { ...shadow.approved };
  const entity: Record<string, Json> = { ...merge.entity };
  const patch: Record<string, Json> = {};
  const origins: Record<string, Omit<FieldOrigin, 'version'>> = {};
  const decisions: FieldDecision[] = [];
  const conflicts: FieldConflict[] = [];
  const released: string[] = [];
  const unmappable: Unmappable[] = [];
  const settled: string[] = [];

  for (const rule of merge.rules) {
    const { remote } = rule;
    const theirs = incoming[remote];
    // Rule 3.2: what it showed last time did not change, however different it is from the entity.
    if (theirs === undefined || sameValue(theirs, shadow.seen[remote])) continue;
    const ownWrite = settledBy(merge, remote, theirs);
    if (ownWrite !== undefined) {
      settle(rule, theirs, ownWrite);
      continue;
    }
    delete sent[remote];
    const reversal = countReversal(reversals[remote], theirs, merge.now);
    if (reversal) reversals[remote] = reversal;
    // A contested field waits for a person, whatever the two sides go on doing to it.
    if (held[remote]?.reason === 'contested_field') {
      const { restore: _, ...waiting } = held[remote];
      held[remote] = waiting;
      continue;
    }
    if (isContested(reversal)) conflict(rule, theirs, 'contested_field');
    else apply(rule, theirs, decide(rule, theirs));
  }
  return {
    patch,
    origins,
    shadow: { seen, base, sent, held, reversals, approved },
    decisions,
    conflicts,
    released,
    unmappable,
    landed: settled.flatMap((remote) => landedBy(merge, remote)),
  };

  /** Rule 3.1: our own write arriving becomes base, and can never revert a newer edit. */
  function settle(rule: FieldRule, theirs: Json, ownWrite: Json): void {
    const { remote } = rule;
    reversals[remote] = { before: shadow.seen[remote] ?? null, times: reversals[remote]?.times ?? [] };
    settled.push(remote);
    sent[remote] = ownWrite;
    base[remote] = ownWrite;
    if (sameValue(approved[remote], ownWrite)) delete approved[remote];
    const ours = rule.project(entity[rule.field], theirs);
    const inStep = ours !== undefined && (sameValue(ours, theirs) || sameValue(ours, ownWrite));
    const { reason, members } = held[remote] ?? {};
    const waiting = members?.filter((member) => Array.isArray(theirs) && theirs.includes(member)) ?? [];
    if (waiting.length > 0) held[remote] = { ...held[remote]!, members: waiting };
    // What waits for a person goes on waiting, unless both sides have come to the same. A value that meant nothing is gone.
    else if (members || isMeaningless(reason) || reason === MISTAKEN || (inStep && reason !== 'contested_field'))
      release(remote);
    decisions.push({ field: rule.field, outcome: 'settled', policy: rule.policy.mode });
  }

  function decide(rule: FieldRule, theirs: Json): Decision {
    const arrived = arrivedMembers(rule, shadow);
    // Where a difference was accepted, base is our side of it.
    const agreed = arrived.length > 0 && rule.remote in shadow.sent ? theirs : shadow.base[rule.remote];
    const sentValues = merge.attempts.map(({ patch }) => patch[rule.remote]).filter((value) => value !== undefined);
    const [base, ...otherBases] =
      agreed === undefined
        ? []
        : basesOf(rule.type, agreed, sentValues, theirs).map((value) => withoutMembers(value, arrived));
    const situation = {
      rule,
      member: merge.member,
      hubs: entity[rule.field],
      ours: rule.project(entity[rule.field], shadow.seen[rule.remote] ?? theirs),
      theirs,
      base,
      otherBases,
      origin: merge.origins[rule.field],
      theirsAt: changedAt(rule.remote),
      // By the entity as it was: the order of the field map must not decide.
      locked: isLocked(rule.policy, merge.entity, merge.now),
      withdrawn: rule.remote in shadow.held && sameValue(theirs, base),
      holders: () => merge.holders(rule.field),
    };
    return decideByOwnership(situation) ?? decideBothChanged(situation);
  }

  function apply(rule: FieldRule, theirs: Json, decision: Decision): void {
    switch (decision.outcome) {
      case 'conflict':
        return conflict(rule, theirs, decision.class);
      case 'taken':
      case 'merged': {
        const adopted = rule.adopt(decision.value, entity[rule.field], base[rule.remote]);
        if (!adopted.ok) {
          held[rule.remote] = { reason: adopted.code, key: '' };
          unmappable.push({ rule, value: theirs, code: adopted.code, message: adopted.message });
          return;
        }
        if (!sameValue(entity[rule.field], adopted.value)) {
          patch[rule.field] = adopted.value;
          entity[rule.field] = adopted.value;
          origins[rule.field] = { at: changedAt(rule.remote).toISOString(), by: merge.member };
        }
        break;
      }
      case 'agreed':
      case 'kept':
      case 'pushed_back':
      case 'ignored':
        break;
      default:
        decision satisfies never;
    }
    release(rule.remote);
    if (decision.outcome === 'ignored') {
      // Nobody agreed on it: a field that takes part again is linked anew (rule 3.11).
      delete base[rule.remote];
      return;
    }
    base[rule.remote] = theirs;
    const waiting = holdUnknown(rule, theirs);
    if (waiting) held[rule.remote] = waiting;
    decisions.push({
      field: rule.field,
      outcome: decision.outcome,
      policy: rule.policy.mode,
      ...('overridden' in decision && decision.overridden !== undefined ? { overridden: decision.overridden } : {}),
    });
  }

  /** Rule 3.5: the field keeps its base and stays out of patches; the others go on. */
  function conflict(rule: FieldRule, theirs: Json, conflictClass: FieldConflict['class']): void {
    held[rule.remote] = { reason: conflictClass, key: '' };
    decisions.push({ field: rule.field, outcome: 'conflict', policy: rule.policy.mode });
    conflicts.push({
      class: conflictClass,
      field: rule.field,
      remote: rule.remote,
      base: shadow.base[rule.remote] ?? null,
      local: rule.project(entity[rule.field], shadow.seen[rule.remote]) ?? entity[rule.field] ?? null,
      incoming: theirs,
      policyMode: rule.policy.mode,
      message: conflictMessage(conflictClass, rule.field),
    });
  }

  function changedAt(remote: string): Date {
    return new Date(Math.min(merge.timeOf(remote).getTime(), merge.now.getTime()));
  }

  function release(remote: string): void {
    if (!(remote in held)) return;
    delete held[remote];
    released.push(remote);
  }
}

/** The value that we sent, when what came is what the remote makes of it. */
function settledBy(merge: RemoteMerge, remote: string, theirs: Json): Json | undefined {
  for (const { patch } of merge.attempts) {
    const value = patch[remote];
    if (isShownAs(merge.express, remote, value, theirs)) return value;
  }
  return undefined;
}

/** A field's own write that one attempt alone can have brought: of two alike one has landed, the other may land yet. */
function landedBy({ attempts, incoming, express }: RemoteMerge, remote: string): LandedField[] {
  const bringing = attempts.filter(({ patch }) => isShownAs(express, remote, patch[remote], incoming[remote]));
  return bringing.length === 1 ? [{ attempt: bringing[0]!, remote }] : [];
}

function isShownAs(
  express: RemoteMerge['express'],
  remote: string,
  value: Json | undefined,
  theirs: Json | undefined,
): boolean {
  return value !== undefined && (sameValue(value, theirs) || sameValue(express(remote, value), theirs));
}
