import type { Json } from '../../../json.ts';
import type { RemoteMergeResult } from '../../merge-remote.ts';
import type { Shadow } from '../../shadow.ts';
import { SCALARS } from './history.ts';
import { keyOf, type Side, type Values } from './side.ts';

/**
 * Looks at one merge from outside, knowing who typed what: every edit of a person stands, or is on record; and nothing is
 * taken for an edit that nobody made. Returns what is wrong, or null.
 */
export function auditMerge(
  side: Side,
  before: { readonly entity: Values; readonly shadow: Shadow },
  incoming: Values,
  result: RemoteMergeResult,
): string | null {
  for (const field of SCALARS) {
    const value = incoming[field];
    if (value === before.shadow.seen[field]) continue;
    const decision = result.decisions.find((candidate) => candidate.field === field);
    const taken = result.patch[field];
    if (side.isByAPerson(field, value)) {
      const onRecord =
        result.conflicts.some((conflict) => conflict.field === field && conflict.incoming === value) ||
        before.shadow.held[field]?.reason === 'contested_field' ||
        decision?.overridden === value ||
        decision?.outcome === 'taken' ||
        decision?.outcome === 'agreed';
      if (!onRecord)
        return `${side.name}: the edit of ${field} to ${show(value)} came to nothing (${decision?.outcome})`;
    } else if (taken !== undefined && !side.byPeople.has(keyOf(field, value)))
      return `${side.name}: ${field} ${show(value)} was taken for an edit, and nobody made it`;
    const old = before.entity[field];
    if (taken !== undefined && !side.knew(field, old) && decision?.overridden !== old)
      return `${side.name}: ${field} ${show(old)} gave way to ${show(value)} without a record`;
  }
  return null;
}

function show(value: Json): string {
  return JSON.stringify(value);
}
