import { type FieldPolicy, isEmpty, isLocked, ownerOf, sameValue } from '@syncline/core';
import type { EntityState, FieldChoice } from '@syncline/store';
import type { SyncPlan } from '../sync/sync-plan.ts';

export type Side = FieldChoice['from'];

/** Which of two is kept: the one with more records, then the one that holds more, then the older one. */
export function chooseSurvivor(a: EntityState, b: EntityState): readonly [EntityState, EntityState] {
  const linked = ({ mappings }: EntityState): number => mappings.filter(({ state }) => state === 'linked').length;
  const held = ({ fields }: EntityState): number => Object.values(fields).filter((value) => !isEmpty(value)).length;
  const order = linked(b) - linked(a) || held(b) - held(a) || (a.id < b.id ? -1 : 1);
  return order <= 0 ? [a, b] : [b, a];
}

/**
 * Which value of each field stays, and why: what a person chose; the only one there is; both where they are lists; what the
 * field's policy says; the newer; else the survivor's.
 */
export function chooseFields(
  plan: SyncPlan,
  survivor: EntityState,
  loser: EntityState,
  chosen: Readonly<Record<string, Side>>,
  now: Date,
): Record<string, FieldChoice> {
  const fields = new Set([...Object.keys(survivor.fields), ...Object.keys(loser.fields)]);
  return Object.fromEntries(
    [...fields].map((field) => [field, choose(plan, survivor, loser, field, chosen[field], now)]),
  );
}

function choose(
  plan: SyncPlan,
  survivor: EntityState,
  loser: EntityState,
  field: string,
  person: Side | undefined,
  now: Date,
): FieldChoice {
  const ours = survivor.fields[field] ?? null;
  const theirs = loser.fields[field] ?? null;
  const from = (side: Side, rule: FieldChoice['rule']): FieldChoice =>
    side === 'survivor'
      ? { from: side, rule, value: ours, other: theirs }
      : { from: side, rule, value: theirs, other: ours };
  if (sameValue(ours, theirs)) return from('survivor', 'same');
  if (person !== undefined) return from(person, 'person');
  if (isEmpty(theirs)) return from('survivor', 'only_one');
  if (isEmpty(ours)) return from('loser', 'only_one');
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const added = theirs.filter((value) => !ours.some((own) => sameValue(own, value)));
    return { from: 'survivor', rule: 'both', value: [...ours, ...added], other: theirs };
  }
  const byPolicy = ownerSide(plan, survivor, loser, field, now);
  if (byPolicy !== null) return from(byPolicy, 'policy');
  const newer = timeOf(loser, field) - timeOf(survivor, field);
  return newer > 0 ? from('loser', 'newest') : from('survivor', newer < 0 ? 'newest' : 'survivor');
}

/** Where the field's owner has its record; a field that is locked or set once stays as the survivor has it. */
function ownerSide(plan: SyncPlan, survivor: EntityState, loser: EntityState, field: string, now: Date): Side | null {
  const policy = policyOf(plan, survivor.kind, field);
  if (policy === null) return null;
  if (isLocked(policy, survivor.fields, now)) return 'survivor';
  const owner = ownerOf(policy);
  const owns = (state: EntityState): boolean =>
    state.mappings.some(
      (mapping) => mapping.state === 'linked' && plan.memberOf(mapping.connectionId, mapping.stream)?.key === owner,
    );
  if (owner !== null && owns(survivor)) return 'survivor';
  if (owner !== null && owns(loser)) return 'loser';
  return policy.mode === 'immutable_after_bind' ? 'survivor' : null;
}

function policyOf(plan: SyncPlan, kind: string, field: string): FieldPolicy | null {
  for (const { rules } of plan.membersOfKind(kind)) {
    const rule = rules.find((each) => each.field === field);
    if (rule) return rule.policy;
  }
  return null;
}

/** When the value was made, in ms; of what is not told field by field, when its record changed last. */
function timeOf(state: EntityState, field: string): number {
  const own = Date.parse(state.origins[field]?.at ?? '');
  if (!Number.isNaN(own)) return own;
  const times = state.mappings.map(({ remoteUpdatedAt }) =>
    remoteUpdatedAt ? new Date(remoteUpdatedAt).getTime() : 0,
  );
  return Math.max(0, ...times);
}
