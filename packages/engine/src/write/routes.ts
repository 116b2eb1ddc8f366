import { type Json, textOfValue } from '@syncline/core';
import type { PlanMember } from '../sync/sync-plan.ts';

/**
 * The patch with each field's next step: where the config spells out a route from the value that stands to the one
 * that is wanted, the first value on it (rule 5.7). Each step is a write of its own, so it is known as ours.
 */
export function nextStep(
  member: PlanMember,
  seen: Readonly<Record<string, Json>>,
  patch: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const step: Record<string, Json> = { ...patch };
  for (const [remote, routes] of Object.entries(member.routes)) {
    const wanted = patch[remote];
    if (wanted === undefined) continue;
    const first = routes[`${textOfValue(seen[remote])} → ${textOfValue(wanted)}`]?.[0];
    if (first !== undefined) step[remote] = first;
  }
  return step;
}
