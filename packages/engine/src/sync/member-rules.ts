import { compileRule, type FieldRule, type Json } from '@syncline/core';
import { bylineOf } from './bylines.ts';
import type { EntityState } from './entity-steps.ts';
import type { LinkedReferences } from './linked-references.ts';
import type { PlanMember } from './sync-plan.ts';

/** The rules of a member as they translate for one entity, with what is known of references now. */
export function rulesOf(member: PlanMember, references: LinkedReferences, state: EntityState): FieldRule[] {
  const seenFromHere = references.of(member.connectionId);
  const byline = bylineOf(member, references.authors, state);
  return member.rules.map((rule) =>
    compileRule(rule, seenFromHere, { byline, files: references.fileNames(member, rule, state.id) }),
  );
}

/** What the vendor shows after it was sent the value. */
export function expressAt(member: PlanMember, remote: string, value: Json): Json {
  const rule = member.rules.find((candidate) => candidate.remote === remote);
  return rule?.express?.(value) ?? value;
}
