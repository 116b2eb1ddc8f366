import { type Json, sameValue, type TextLoss } from '@syncline/core';
import { markdownToAdf, markdownToHtml, privateFilesIn } from '@syncline/rich-text';
import type { EntityState } from './entity-steps.ts';
import type { MergeWork } from './merge-work.ts';
import type { PlanMember, PlanRule } from './sync-plan.ts';

/**
 * Keeps with each record what its vendor's form of the entity's rich texts can't carry. Texts are converted for it only where
 * they changed, or the record is new: an entity changes often, its texts seldom.
 */
export function noteLosses(work: MergeWork, state: EntityState): void {
  const changed = new Set(state.steps.flatMap(({ replaced }) => Object.keys(replaced)));
  for (const mapping of state.mappings) {
    const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
    const rules = member?.rules.filter(
      ({ type, field }) => type === 'rich_text' && (mapping.isNew || changed.has(field)),
    );
    if (!member || !rules || rules.length === 0) continue;
    const found = { ...mapping.losses };
    for (const rule of rules) {
      const losses = lossesOf(work, state, member, rule, mapping.shadow.seen[rule.remote]);
      if (losses.length > 0) found[rule.remote] = losses;
      else delete found[rule.remote];
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
  if (typeof text !== 'string' || rule.direction === 'in' || rule.direction === 'none') return [];
  const kept = privateFiles(work, state, member, rule, text);
  if (dialect !== 'adf' && dialect !== 'html') return kept;
  // A file that the side has is shown there as a file.
  const files = work.references.fileNames(member, rule, state.id);
  const shown = files?.toRemote(text, typeof seen === 'string' ? seen : null) ?? text;
  const lost = dialect === 'adf' ? markdownToAdf(shown).losses : markdownToHtml(shown).losses;
  return [...lost, ...kept];
}

/** Files that the text shows by their addresses at another side, which gives them to nobody but its own people. */
function privateFiles(
  work: MergeWork,
  state: EntityState,
  member: PlanMember,
  { field }: PlanRule,
  text: string,
): readonly TextLoss[] {
  const others = state.mappings.flatMap(({ connectionId, stream }) => {
    const other = work.plan.memberOf(connectionId, stream);
    const addresses = other?.rules.find((rule) => rule.field === field)?.declared?.privateFiles;
    return addresses && other.connectorId !== member.connectorId ? [addresses] : [];
  });
  return others.flatMap((addresses) => privateFilesIn(text, addresses) ?? []);
}
