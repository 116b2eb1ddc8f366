import { compileRule, type Json, type MatchField, type MatchValue, matchValuesOf } from '@syncline/core';
import type { EntityState, MatchKey, PreparedRecord } from '@syncline/store';
import type { MergeWork } from './merge-work.ts';
import type { PlanMember } from './sync-plan.ts';

type Shown = Readonly<Record<string, Json>>;

/** What a record may be recognised by (rule 3.8), the surest first: who the config says it is, then its match fields. */
export function matchValuesOfRecord(
  work: MergeWork,
  member: PlanMember,
  record: PreparedRecord,
  fields: Shown,
): MatchValue[] {
  const names = [record.externalId, record.locator, fields['login'], fields['email']];
  return [...personValues(work, member, names), ...valuesShown(work, member, fields)];
}

/** What an entity can be recognised by: what it holds in the match fields of its kind, and what its records show there. */
export function matchValuesOfEntity(work: MergeWork, state: EntityState): MatchValue[] {
  const matches = work.plan.membersOfKind(state.kind).flatMap(({ match }) => match);
  const values = matches.flatMap((match) => matchValuesOf(match, state.fields[match.field]));
  for (const mapping of state.mappings) {
    const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
    if (!member || mapping.state !== 'linked') continue;
    const { seen } = mapping.shadow;
    const names = [mapping.externalId, mapping.locator, seen['login'], seen['email']];
    values.push(...personValues(work, member, names), ...valuesShown(work, member, seen));
  }
  return distinct(values);
}

/** As it is stored and locked. */
export function matchKeyOf(kind: string, { key, value }: MatchValue): MatchKey {
  return { kind, field: key, value };
}

function valuesShown(work: MergeWork, member: PlanMember, fields: Shown): MatchValue[] {
  return member.match.flatMap((match) => matchValuesOf(match, adopted(work, member, match, fields)));
}

/** What the remote shows of a match field, in the hub's terms. */
function adopted(work: MergeWork, member: PlanMember, { field }: MatchField, fields: Shown): Json | undefined {
  const rule = member.rules.find((candidate) => candidate.field === field);
  const shown = rule && fields[rule.remote];
  if (!rule || shown === undefined) return undefined;
  const result = compileRule(rule, work.references.of(member.connectionId)).adopt(shown, undefined);
  return result.ok ? result.value : undefined;
}

/** The line of the config's `people` that names this user at its connection. */
function personValues(work: MergeWork, member: PlanMember, names: readonly (Json | undefined)[]): MatchValue[] {
  if (member.kind !== 'user') return [];
  const connection = work.plan.connectionNames.get(member.connectionId) ?? '';
  const index = work.plan.people.findIndex((person) => {
    const name = person[connection];
    return name !== undefined && names.some((candidate) => candidate === name);
  });
  if (index < 0) return [];
  return [{ key: 'person', value: JSON.stringify(work.plan.people[index]), as: 'id', identifies: true }];
}

function distinct(values: readonly MatchValue[]): MatchValue[] {
  return [...new Map(values.map((each) => [`${each.key} ${each.value} ${each.identifies}`, each])).values()];
}
