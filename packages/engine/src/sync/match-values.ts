import type { Json } from '@syncline/core';
import type { EntityState, MatchKey, PreparedRecord } from '@syncline/store';
import { rulesOf } from './member-rules.ts';
import type { MergeWork } from './merge-work.ts';
import type { PlanMember } from './sync-plan.ts';

/** What a record may be recognised by (rule 3.8), the surest first: who the config says it is, then its match fields. */
export function matchKeysOfRecord(
  work: MergeWork,
  member: PlanMember,
  record: PreparedRecord,
  fields: Readonly<Record<string, Json>>,
): MatchKey[] {
  const keys = personKeys(work, member, [record.externalId, record.locator, fields['login'], fields['email']]);
  const rules = rulesOf(member, work.references);
  for (const field of member.match) {
    const rule = rules.find((candidate) => candidate.field === field);
    const shown = rule && fields[rule.remote];
    const adopted = rule && shown !== undefined ? rule.adopt(shown, undefined) : null;
    if (adopted?.ok) keys.push(...keyOf(member.kind, field, adopted.value));
  }
  return keys;
}

/** What an entity can be recognised by: the match fields of every member of its kind. */
export function matchKeysOfEntity(work: MergeWork, state: EntityState): MatchKey[] {
  const keys: MatchKey[] = [];
  const members = work.plan.membersOfKind(state.kind);
  for (const field of new Set(members.flatMap((member) => member.match)))
    keys.push(...keyOf(state.kind, field, state.fields[field]));
  for (const mapping of state.mappings) {
    const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
    const { seen } = mapping.shadow;
    if (member)
      keys.push(...personKeys(work, member, [mapping.externalId, mapping.locator, seen['login'], seen['email']]));
  }
  return keys;
}

/** The line of the config's `people` that names this user at its connection. */
function personKeys(work: MergeWork, member: PlanMember, names: readonly (Json | undefined)[]): MatchKey[] {
  if (member.kind !== 'user') return [];
  const connection = work.plan.connectionNames.get(member.connectionId) ?? '';
  const index = work.plan.people.findIndex((person) => {
    const name = person[connection];
    return name !== undefined && names.some((candidate) => candidate === name);
  });
  return index < 0 ? [] : [{ kind: 'user', field: 'person', value: JSON.stringify(work.plan.people[index]) }];
}

function keyOf(kind: string, field: string, value: Json | undefined): MatchKey[] {
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return [];
  return [{ kind, field, value: String(value).trim().toLowerCase().slice(0, 500) }];
}
