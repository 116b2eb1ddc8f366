import { type Json, textOfValue } from '@syncline/core';
import type { MergeWork } from '../sync/merge-work.ts';
import type { PlanMember } from '../sync/sync-plan.ts';

/** How the vendor finds the records that reference fields of a write name: `<stream>/<external id>` to locator. */
export function locatorsFor(
  work: MergeWork,
  member: PlanMember,
  fields: Readonly<Record<string, Json>>,
): Record<string, string> {
  const locators: Record<string, string> = {};
  const references = work.references.of(member.connectionId);
  for (const rule of member.rules) {
    const { references: stream } = rule;
    const value = fields[rule.remote];
    if (stream === undefined || value === undefined) continue;
    for (const externalId of Array.isArray(value) ? value.map(textOfValue) : [textOfValue(value)]) {
      const entityId = references.entityOf(stream, externalId);
      const locator = entityId && work.references.linkOf(member.connectionId, stream, entityId)?.locator;
      if (locator) locators[`${stream}/${externalId}`] = locator;
    }
  }
  return locators;
}
