import { type Json, sameValue, type TextLoss } from '@syncline/core';
import { markdownToAdf, markdownToHtml } from '@syncline/rich-text';
import type { EntityState } from './entity-steps.ts';
import type { MergeWork } from './merge-work.ts';
import type { PlanMember, PlanRule } from './sync-plan.ts';

/** Keeps with each record what its vendor's form of the entity's rich texts can't carry. */
export function noteLosses(work: MergeWork, state: EntityState): void {
  for (const mapping of state.mappings) {
    if (!mapping.isNew && state.steps.length === 0) continue;
    const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
    const found: Record<string, readonly TextLoss[]> = {};
    for (const rule of member?.rules ?? []) {
      const losses = lossesOf(work, state, member!, rule, mapping.shadow.seen[rule.remote]);
      if (losses.length > 0) found[rule.remote] = losses;
    }
    if (sameValue(found as unknown as Json, mapping.losses as unknown as Json)) continue;
    mapping.losses = found;
    mapping.dirty = true;
  }
}

function lossesOf(
  work: MergeWork,
  state: EntityState,
  member: PlanMember,
  rule: PlanRule,
  seen: Json | undefined,
): readonly TextLoss[] {
  const dialect = rule.declared?.dialect;
  const text = state.fields[rule.field];
  if (rule.type !== 'rich_text' || typeof text !== 'string' || rule.direction === 'in' || rule.direction === 'none')
    return [];
  if (dialect !== 'adf' && dialect !== 'html') return [];
  // A file that the side has is shown there as a file.
  const files = work.references.fileNames(member, rule, state.id);
  const shown = files?.toRemote(text, typeof seen === 'string' ? seen : null) ?? text;
  return dialect === 'adf' ? markdownToAdf(shown).losses : markdownToHtml(shown).losses;
}
