import { compileRule, type FieldRule, type Json } from '@syncline/core';
import type { LinkedReferences } from './linked-references.ts';
import type { PlanMember } from './sync-plan.ts';

/** The rules of a member as they translate with what is known of references now. */
export function rulesOf(member: PlanMember, references: LinkedReferences): FieldRule[] {
  const seenFromHere = references.of(member.connectionId);
  return member.rules.map((rule) => compileRule(rule, seenFromHere));
}

/** What the vendor shows after it was sent the value. */
export function expressAt(member: PlanMember, remote: string, value: Json): Json {
  const rule = member.rules.find((candidate) => candidate.remote === remote);
  return rule?.express?.(value) ?? value;
}
