import type { FieldRule, Json } from '@syncline/core';
import type { EntityState, MappingState } from '../sync/entity-steps.ts';
import type { MergeWork } from '../sync/merge-work.ts';
import type { PlanMember } from '../sync/sync-plan.ts';

/** Sensitive fields that differ become items that ask for an approval (SEMANTICS 4); the rest is written. */
export function openApprovals(
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
  member: PlanMember,
  awaiting: readonly { readonly rule: FieldRule; readonly value: Json }[],
): void {
  for (const { rule, value } of awaiting) {
    work.unmappable.push({
      state,
      mapping,
      member,
      problem: {
        rule,
        value: mapping.shadow.seen[rule.remote] ?? null,
        code: 'approval_needed',
        message: `${rule.field} is sensitive: writing ${JSON.stringify(value).slice(0, 200)} to ${member.key} waits for an approval.`,
      },
    });
  }
}
